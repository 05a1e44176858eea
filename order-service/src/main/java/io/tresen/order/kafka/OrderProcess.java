package io.tresen.order.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.tresen.messaging.By;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import io.tresen.messaging.event.RecordFault;
import io.tresen.order.Attention;
import io.tresen.order.Order;
import io.tresen.order.OrderStatus;
import io.tresen.order.Orders;
import io.tresen.order.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;

/**
 * Takes one consumed event through the process: acts, counts the duplicate, or dead-letters what can't happen. Orders that
 * begin to wait for a person are counted as {@code tresen_order_attention_total} by {@code code}.
 */
@Startup
@ApplicationScoped
public class OrderProcess {

    private final Orders orders;
    private final MeterRegistry metrics;

    OrderProcess(Orders orders, MeterRegistry metrics) {
        this.orders = orders;
        this.metrics = metrics;
        // known before the first, or its rise is not seen
        Attention.CODES.forEach(this::calls);
    }

    /**
     * @param now business time
     * @throws RecordFault {@code unknown-order}, or {@code impossible-transition} by the table of OrderState
     */
    void step(Tx tx, Event event, UUID businessId, UUID orderId, Instant now, Function<Order, Outcome> transition) {
        Order order = orders.lock(tx, businessId, orderId)
                .orElseThrow(() -> new RecordFault("unknown-order", "there is no order " + orderId));
        Outcome outcome = transition.apply(order);
        if (outcome instanceof Outcome.Act act) {
            orders.save(tx, order, act, By.SYSTEM, now, event);
            Attention called = act.order().attention();
            if (called != null && !called.equals(order.attention())) {
                tx.afterCommit(() -> calls(called.code()).increment());
            }
        } else {
            unchanged(order.status(), event, outcome);
        }
    }

    private Counter calls(String code) {
        return metrics.counter("tresen.order.attention", "code", code);
    }

    /** Counts a duplicate; throws for the rest. */
    void unchanged(OrderStatus status, Event event, Outcome outcome) {
        if (outcome instanceof Outcome.Duplicate duplicate) {
            metrics.counter(
                            "tresen.order.duplicates",
                            "status",
                            status.word(),
                            "event",
                            event.type(),
                            "name",
                            duplicate.name())
                    .increment();
            return;
        }
        throw new RecordFault("impossible-transition", status.word() + " can't have " + event.type());
    }
}
