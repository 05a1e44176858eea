package io.tresen.order.timer;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tresen.messaging.By;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.time.BusinessClock;
import io.tresen.messaging.time.ClockMoved;
import io.tresen.order.Order;
import io.tresen.order.Orders;
import io.tresen.order.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Expires orders whose time to pay is over by business time. Every replica has one; row locks share the work out. It looks
 * every second, and at once when the clock was moved.
 */
@ApplicationScoped
public class DeadlineTimer {

    private static final int BATCH = 50;
    private static final long LOOK_MS = 1_000;

    /** Shops may have codes of the same name. */
    static final Comparator<Order> BY_CODE = Comparator.comparing(
                    (Order order) -> order.facts().discountCode(),
                    Comparator.nullsFirst(Comparator.<String>naturalOrder()))
            .thenComparing(order -> order.facts().businessId());

    private final Database database;
    private final Orders orders;
    private final BusinessClock clock;
    private final Ticking ticking;

    DeadlineTimer(Database database, Orders orders, BusinessClock clock) {
        this.database = database;
        this.orders = orders;
        this.clock = clock;
        this.ticking = new Ticking("order-deadlines", LOOK_MS, this::expireDue);
    }

    void start(@Observes StartupEvent event) {
        ticking.start();
    }

    void stop(@Observes ShutdownEvent event) {
        ticking.stop();
    }

    void moved(@Observes ClockMoved event) {
        ticking.wake();
    }

    /** Expires all that is due now, a batch a transaction. */
    void expireDue() {
        while (database.inTransaction(this::expireSome) == BATCH) {
            // there may be more
        }
    }

    private int expireSome(Tx tx) {
        Instant now = clock.now().truncatedTo(ChronoUnit.MILLIS);
        List<Order> due = new ArrayList<>(orders.lockDue(tx, now, BATCH));
        // codes are given back in one order by every replica, so that no two wait for each other
        due.sort(BY_CODE);
        for (Order order : due) {
            if (order.state().deadlinePassed(order, now) instanceof Outcome.Act act) {
                orders.save(tx, order, act, By.SYSTEM, now, null);
            }
        }
        return due.size();
    }
}
