package io.tresen.order;

import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Tells the outside, in the transaction of the fact. The edge that knows Kafka is behind it. */
public interface OrderEvents {

    /**
     * @param order after the change
     * @param at business time of the facts
     * @param cause the event that they follow from; null when a person or the clock caused them
     */
    void publish(Tx tx, Order order, List<OrderEvent> events, Instant at, Event cause);

    /** A checkout became no order. */
    void declined(Tx tx, Checkout checkout, Placing.Declined declined, Instant at, Event cause);

    /**
     * A shopper asked for something about an order that is not theirs or is none. It goes out under the request's own key, so
     * that nobody's order has a stranger's event in its sequence.
     */
    void refusedUnseen(Tx tx, Asker asker, OrderEvent.Told refusal, Instant at, Event cause);

    /** Who asked, in which conversation, about which order. */
    record Asker(UUID businessId, UUID shopperId, UUID conversationId, UUID orderId, UUID requestId) {

        /** True when the order is this shopper's. */
        public boolean owns(Order order) {
            return shopperId.equals(order.facts().shopperId());
        }
    }
}
