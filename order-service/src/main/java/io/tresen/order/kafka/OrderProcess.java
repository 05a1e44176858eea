package io.tresen.order.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.tresen.messaging.By;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import io.tresen.messaging.event.RecordFault;
import io.tresen.order.Order;
import io.tresen.order.OrderStatus;
import io.tresen.order.Orders;
import io.tresen.order.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;

/** Takes one consumed event through the process: acts, counts the duplicate, or dead-letters what can't happen. */
@ApplicationScoped
public class OrderProcess {

    private final Orders orders;
    private final MeterRegistry metrics;

    OrderProcess(Orders orders, MeterRegistry metrics) {
        this.orders = orders;
        this.metrics = metrics;
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
        } else {
            unchanged(order.status(), event, outcome);
        }
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
