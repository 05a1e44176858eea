package io.tresen.order.timer;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.RecordFault;
import io.tresen.messaging.time.BusinessClock;
import io.tresen.messaging.timer.Turn;
import io.tresen.order.AddressCorrections;
import io.tresen.order.CommandWaits;
import io.tresen.order.PendingAddresses;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Decides corrected addresses that waited for their key, once it has come or the patience is over; an order's in line. */
@ApplicationScoped
public class AddressTimer {

    private static final int TURN = 200;
    private static final long LOOK_MS = 250;
    private static final long IDLE_MS = 1_000;

    private final Database database;
    private final PendingAddresses pending;
    private final AddressCorrections corrections;
    private final UnopenedAddresses unopened;
    private final BusinessClock clock;
    private final Ticking ticking;

    AddressTimer(
            Database database,
            PendingAddresses pending,
            AddressCorrections corrections,
            UnopenedAddresses unopened,
            BusinessClock clock) {
        this.database = database;
        this.pending = pending;
        this.corrections = corrections;
        this.unopened = unopened;
        this.clock = clock;
        this.ticking = new Ticking("order-addresses", LOOK_MS, IDLE_MS, this::decideWaiting);
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

    /** The first in line of each order; the next one's turn comes with the next look. */
    private boolean decideWaiting() {
        List<Long> heads = database.read(tx -> pending.heads(tx, TURN));
        Turn.each(heads, position -> database.run(tx -> decide(tx, position)));
        return !heads.isEmpty();
    }

    private void decide(Tx tx, long position) {
        pending.lock(tx, position).ifPresent(it -> {
            if (decided(tx, it)) {
                pending.remove(tx, position);
            }
        });
    }

    /** Nobody writes a dead letter for one that has waited, so what can't be opened ends here: the shopper is told. */
    private boolean decided(Tx tx, PendingAddresses.Pending it) {
        boolean lastChance = !Instant.now().isBefore(it.giveUpAt());
        Instant now = clock.now().truncatedTo(ChronoUnit.MILLIS);
        try {
            return corrections.decide(tx, it.asker(), it.sealed(), it.cause(), lastChance, now);
        } catch (RecordFault e) {
            corrections.refuseUnopened(tx, it.asker(), it.cause(), now);
            unopened.happened(tx, "correction", it.asker().orderId(), e);
            return true;
        }
    }
}
