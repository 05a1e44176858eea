package io.tresen.catalog;

import io.quarkus.runtime.StartupEvent;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.time.BusinessClock;
import io.tresen.messaging.watch.Watches;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Raises an alert for orders that hold stock unconfirmed for more than 48 h of business time, and nothing more: freeing
 * stock is the order's affair (DESIGN 5). Metric {@code tresen_reservations_overdue}: orders, as of the last look.
 */
@ApplicationScoped
public class OverdueReservations {

    static final Duration OVERDUE = Duration.ofHours(48);

    private static final Logger LOG = Logger.getLogger(OverdueReservations.class);

    private final Watches watches;
    private final BusinessClock clock;
    private long told;

    OverdueReservations(Watches watches, BusinessClock clock) {
        this.watches = watches;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        watches.watch("overdue reservations", tx -> count(tx, clock.now().minus(OVERDUE)))
                .gauge("tresen.reservations.overdue", null, Long::doubleValue)
                .telling(this::tell);
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

    private void tell(long overdue) {
        if (overdue > told) {
            LOG.warnf("%d orders hold stock unconfirmed for more than %d hours", overdue, OVERDUE.toHours());
        }
        told = overdue;
    }
}
