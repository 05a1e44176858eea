package io.tresen.catalog;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.time.BusinessClock;
import io.tresen.messaging.time.ClockMoved;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Raises an alert for orders that hold stock unconfirmed for more than 48 h of business time, and nothing more: freeing
 * stock is the order's affair (DESIGN 5). Metric {@code tresen.reservations.overdue}: orders, as of the last look.
 */
@ApplicationScoped
public class OverdueReservations {

    static final Duration OVERDUE = Duration.ofHours(48);

    private static final Logger LOG = Logger.getLogger(OverdueReservations.class);
    private static final long EVERY_S = 60;

    private final Database database;
    private final BusinessClock clock;
    private final Semaphore wakeups = new Semaphore(0);
    private volatile boolean stopping;
    private volatile long overdue;

    OverdueReservations(Database database, BusinessClock clock, MeterRegistry metrics) {
        this.database = database;
        this.clock = clock;
        metrics.gauge("tresen.reservations.overdue", this, alert -> alert.overdue);
    }

    void start(@Observes StartupEvent event) {
        Thread thread = new Thread(this::work, "reservation-alert");
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        wakeups.release();
    }

    void again(@Observes ClockMoved moved) {
        wakeups.release();
    }

    private void work() {
        while (!stopping) {
            try {
                look();
            } catch (RuntimeException e) {
                LOG.debugf("overdue reservations are looked for later: %s", e.toString());
            }
            try {
                wakeups.tryAcquire(EVERY_S, TimeUnit.SECONDS);
                wakeups.drainPermits();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** How many orders hold stock unconfirmed since before that moment of business time. */
    static long count(Tx tx, Instant before) {
        return tx.one(
                        """
                        select count(distinct order_id) as orders from reservation
                        where held > 0 and not confirmed and reserved_at < $1""",
                        StockRows.utc(before))
                .orElseThrow()
                .getLong("orders");
    }

    private void look() {
        long found = database.read(tx -> count(tx, clock.now().minus(OVERDUE)));
        if (found > overdue) {
            LOG.warnf("%d orders hold stock unconfirmed for more than %d hours", found, OVERDUE.toHours());
        }
        overdue = found;
    }
}
