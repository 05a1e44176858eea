package io.tresen.order.timer;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.time.BusinessClock;
import io.tresen.order.Checkouts;
import io.tresen.order.PendingCheckouts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Decides checkouts that waited for this service's copies, once those have come so far or the patience is over. */
@ApplicationScoped
public class CheckoutTimer {

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

    /** One that fails holds nobody else up; it stays and is tried again at the next tick. */
    private void decideWaiting() {
        RuntimeException failed = null;
        for (UUID orderId : database.read(tx -> pending.some(tx, TURN))) {
            try {
                database.run(tx -> decide(tx, orderId));
            } catch (RuntimeException e) {
                failed = e;
            }
        }
        if (failed != null) {
            throw failed;
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
