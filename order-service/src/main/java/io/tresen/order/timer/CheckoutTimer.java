package io.tresen.order.timer;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.seal.Unsealable;
import io.tresen.messaging.time.BusinessClock;
import io.tresen.messaging.timer.Turn;
import io.tresen.order.Checkouts;
import io.tresen.order.CommandWaits;
import io.tresen.order.PendingCheckouts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Decides checkouts that waited for this service's copies or a key, once those have come or the patience is over. */
@ApplicationScoped
public class CheckoutTimer {

    private static final int TURN = 200;
    private static final long LOOK_MS = 250;
    private static final long IDLE_MS = 1_000;

    private final Database database;
    private final PendingCheckouts pending;
    private final Checkouts checkouts;
    private final UnopenedAddresses unopened;
    private final BusinessClock clock;
    private final Ticking ticking;

    CheckoutTimer(
            Database database,
            PendingCheckouts pending,
            Checkouts checkouts,
            UnopenedAddresses unopened,
            BusinessClock clock) {
        this.database = database;
        this.pending = pending;
        this.checkouts = checkouts;
        this.unopened = unopened;
        this.clock = clock;
        this.ticking = new Ticking("order-checkouts", LOOK_MS, IDLE_MS, this::decideWaiting);
    }

    void start(@Observes StartupEvent event) {
        ticking.start();
    }

    void stop(@Observes ShutdownEvent event) {
        ticking.stop();
    }

    void added(@Observes CommandWaits event) {
        ticking.wake();
    }

    private boolean decideWaiting() {
        List<UUID> waiting = database.read(tx -> pending.some(tx, TURN));
        Turn.each(waiting, orderId -> database.run(tx -> decide(tx, orderId)));
        return !waiting.isEmpty();
    }

    private void decide(Tx tx, UUID orderId) {
        pending.lock(tx, orderId).ifPresent(it -> {
            if (decided(tx, it)) {
                pending.remove(tx, orderId);
            }
        });
    }

    /** Nobody writes a dead letter for one that has waited, so what can't be opened ends here: the chat asks again. */
    private boolean decided(Tx tx, PendingCheckouts.Pending it) {
        boolean lastChance = !Instant.now().isBefore(it.giveUpAt());
        Instant now = clock.now().truncatedTo(ChronoUnit.MILLIS);
        try {
            return checkouts.decide(tx, it.checkout(), it.cause(), lastChance, now);
        } catch (Unsealable e) {
            checkouts.declineUnopened(tx, it.checkout(), it.cause(), now);
            unopened.happened(tx, "checkout", it.checkout().orderId(), e);
            return true;
        }
    }
}
