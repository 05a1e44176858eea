package io.tresen.order.timer;

import io.quarkus.runtime.StartupEvent;
import io.tresen.messaging.time.BusinessClock;
import io.tresen.messaging.watch.Watch;
import io.tresen.messaging.watch.Watches;
import io.tresen.order.Attention;
import io.tresen.order.OrderStatus;
import io.tresen.order.ProcessAges;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Shows how long orders stand in the states that something must lead out of ({@code tresen_order_under_way} and {@code
 * tresen_order_oldest_age_seconds} by status) and what waits: {@code tresen_order_deadline_overdue_seconds}, {@code
 * tresen_order_checkouts_waiting}, {@code tresen_order_addresses_waiting}, {@code tresen_order_attention_open} by code. An order that is placed for more than 60 s is an
 * alert (DESIGN 5).
 */
@ApplicationScoped
public class ProcessGauges {

    private static final Logger LOG = Logger.getLogger(ProcessGauges.class);
    private static final double PLACED_LIMIT_S = 60;

    private final Watches watches;
    private final ProcessAges ages;
    private final BusinessClock clock;
    private boolean alerted;

    ProcessGauges(Watches watches, ProcessAges ages, BusinessClock clock) {
        this.watches = watches;
        this.ages = ages;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        Watch<Map<OrderStatus, ProcessAges.Age>> process =
                watches.watch("orders under way", ages::read).telling(this::alert);
        for (OrderStatus status : ProcessAges.UNDER_WAY) {
            process.gauge("tresen.order.under.way", null, it -> age(it, status).orders(), "status", status.word())
                    .gauge(
                            "tresen.order.oldest.age",
                            "seconds",
                            it -> age(it, status).oldestS(),
                            "status",
                            status.word());
        }
        watches.watch("what orders wait for", tx -> ages.waiting(tx, clock.now()))
                .gauge("tresen.order.deadline.overdue", "seconds", ProcessAges.Waiting::overdueS)
                .gauge("tresen.order.checkouts.waiting", null, ProcessAges.Waiting::checkouts)
                .gauge("tresen.order.addresses.waiting", null, ProcessAges.Waiting::addresses);
        Watch<Map<String, Long>> attention = watches.watch("what waits for a person", ages::attention);
        Attention.CODES.forEach(code -> attention.gauge(
                "tresen.order.attention.open", null, found -> found.getOrDefault(code, 0L), "code", code));
    }

    private void alert(Map<OrderStatus, ProcessAges.Age> found) {
        ProcessAges.Age placed = age(found, OrderStatus.PLACED);
        boolean late = placed.oldestS() > PLACED_LIMIT_S;
        if (late && !alerted) {
            LOG.errorf(
                    "%d orders are placed, the oldest for %.0f s: the catalog does not answer",
                    placed.orders(), placed.oldestS());
        }
        alerted = late;
    }

    private static ProcessAges.Age age(Map<OrderStatus, ProcessAges.Age> found, OrderStatus status) {
        return found.getOrDefault(status, ProcessAges.Age.NONE);
    }
}
