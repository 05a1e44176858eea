package io.tresen.order.timer;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.RecordFault;
import io.tresen.messaging.time.BusinessClock;
import io.tresen.order.Checkouts;
import io.tresen.order.PendingCheckouts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Decides checkouts that waited for this service's copies, once those have come so far or the patience is over. */
@ApplicationScoped
public class CheckoutTimer {

    private static final Logger LOG = Logger.getLogger(CheckoutTimer.class);
    private static final int TURN = 200;
    private static final long LOOK_MS = 250;

    private final Database database;
    private final PendingCheckouts pending;
    private final Checkouts checkouts;
    private final BusinessClock clock;
    private final Ticking ticking;

    CheckoutTimer(Database database, PendingCheckouts pending, Checkouts checkouts, BusinessClock clock) {
        this.database = database;
        this.pending = pending;
        this.checkouts = checkouts;
        this.clock = clock;
        this.ticking = new Ticking("order-checkouts", LOOK_MS, this::decideWaiting);
    }

    void start(@Observes StartupEvent event) {
        ticking.start();
    }

    void stop(@Observes ShutdownEvent event) {
        ticking.stop();
    }

    private void decideWaiting() {
        for (UUID orderId : database.read(tx -> pending.some(tx, TURN))) {
            try {
                database.run(tx -> decide(tx, orderId));
            } catch (RecordFault e) {
                // it could be opened when it came, so the key file has changed since: it stays until it can be again
                LOG.errorf("Checkout of order %s waits: %s", orderId, e.getMessage());
            }
        }
    }

    private void decide(Tx tx, UUID orderId) {
        pending.lock(tx, orderId).ifPresent(it -> {
            boolean lastChance = !Instant.now().isBefore(it.giveUpAt());
            Instant now = clock.now().truncatedTo(ChronoUnit.MILLIS);
            if (checkouts.decide(tx, it.checkout(), it.cause(), lastChance, now)) {
                pending.remove(tx, orderId);
            }
        });
    }
}
