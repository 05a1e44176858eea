package io.tresen.chat.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.tresen.chat.OrderCopies;
import io.tresen.contracts.Topics;
import io.tresen.contracts.common.v1.ProductKind;
import io.tresen.contracts.order.v1.OrderAwaitingPayment;
import io.tresen.contracts.order.v1.OrderCancellationStarted;
import io.tresen.contracts.order.v1.OrderCancelled;
import io.tresen.contracts.order.v1.OrderConfirmed;
import io.tresen.contracts.order.v1.OrderDelivered;
import io.tresen.contracts.order.v1.OrderExpired;
import io.tresen.contracts.order.v1.OrderPlaced;
import io.tresen.contracts.order.v1.OrderRejected;
import io.tresen.contracts.order.v1.OrderReturned;
import io.tresen.contracts.order.v1.OrderShipped;
import io.tresen.messaging.Money;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import io.tresen.messaging.inbox.Consumers;
import io.tresen.messaging.inbox.EventCopy;
import io.tresen.messaging.inbox.EventThreads;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * The copy of shoppers' orders, from which shipping is answered; it tells nobody anything (that is {@link OrderNotices}). What has
 * no shopper is not kept: it is asked for by its shopper alone.
 */
@ApplicationScoped
public class OrderTopic {

    private final OrderCopies copies;
    private final EventCopy copy;

    OrderTopic(Consumers consumers, OrderCopies copies) {
        this.copies = copies;
        copy = consumers
                .copy("chat.orders", Topics.ORDER_ORDER, "order_copy")
                .on(OrderPlaced.class, this::placed)
                .on(OrderAwaitingPayment.class, (tx, event, it) -> status(tx, event, "awaiting_payment"))
                .on(OrderConfirmed.class, (tx, event, it) -> status(tx, event, "confirmed"))
                .on(OrderRejected.class, (tx, event, it) -> status(tx, event, "rejected"))
                .on(OrderExpired.class, (tx, event, it) -> status(tx, event, "expired"))
                .on(OrderCancellationStarted.class, (tx, event, it) -> status(tx, event, "cancelling"))
                .on(OrderCancelled.class, (tx, event, it) -> status(tx, event, "cancelled"))
                .on(
                        OrderShipped.class,
                        (tx, event, it) -> copies.shipped(
                                tx,
                                event.sequence(),
                                event.key(),
                                it.getShipmentId(),
                                it.getCarrier(),
                                it.getTrackingNumber(),
                                it.getComplete()))
                .on(
                        OrderDelivered.class,
                        (tx, event, it) -> copies.delivered(
                                tx, event.sequence(), event.key(), it.getShipmentId(), it.getComplete()))
                .on(OrderReturned.class, (tx, event, it) -> {
                    if (it.getComplete()) {
                        status(tx, event, "returned");
                    }
                })
                .keepingOnly(Addressee::hasShopper)
                .open();
    }

    @Incoming("order-copy")
    @Blocking(EventThreads.POOL)
    public void consume(ConsumerRecords<byte[], byte[]> records) {
        copy.consume(records);
    }

    private void placed(Tx tx, Event event, OrderPlaced order) {
        copies.placed(
                tx,
                event.sequence(),
                order.getBusinessId(),
                order.getOrderId(),
                order.getOrderNo(),
                order.getShopperId(),
                new Money(order.getTotal().getAmountMinor(), order.getTotal().getCurrency()),
                order.getLines().stream().anyMatch(line -> line.getKind() != ProductKind.SERVICE),
                order.getOccurredAt());
    }

    private void status(Tx tx, Event event, String status) {
        copies.status(tx, event.sequence(), event.key(), status);
    }
}
