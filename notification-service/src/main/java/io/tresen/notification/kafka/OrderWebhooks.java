package io.tresen.notification.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.tresen.contracts.Topics;
import io.tresen.contracts.order.v1.CancellationRefused;
import io.tresen.contracts.order.v1.CheckoutDeclined;
import io.tresen.contracts.order.v1.DeliveryAddressCorrected;
import io.tresen.contracts.order.v1.DeliveryAddressRefused;
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
import io.tresen.messaging.inbox.Consumers;
import io.tresen.messaging.inbox.EventProcess;
import io.tresen.messaging.inbox.EventThreads;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** What happens to orders is told to the businesses' apps. */
@ApplicationScoped
public class OrderWebhooks {

    private final EventProcess process;

    OrderWebhooks(Consumers consumers, EventWebhooks webhooks) {
        process = consumers
                .process("notification.order-webhooks", Topics.ORDER_ORDER)
                .on(OrderPlaced.class, (tx, event, it) -> webhooks.tell(tx, event, it.getOrderId(), it.getOccurredAt()))
                .on(
                        CheckoutDeclined.class,
                        (tx, event, it) -> webhooks.tell(tx, event, it.getOrderId(), it.getOccurredAt()))
                .on(
                        OrderAwaitingPayment.class,
                        (tx, event, it) -> webhooks.tell(tx, event, it.getOrderId(), it.getOccurredAt()))
                .on(
                        OrderConfirmed.class,
                        (tx, event, it) -> webhooks.tell(tx, event, it.getOrderId(), it.getOccurredAt()))
                .on(
                        OrderRejected.class,
                        (tx, event, it) -> webhooks.tell(tx, event, it.getOrderId(), it.getOccurredAt()))
                .on(
                        OrderExpired.class,
                        (tx, event, it) -> webhooks.tell(tx, event, it.getOrderId(), it.getOccurredAt()))
                .on(
                        OrderCancellationStarted.class,
                        (tx, event, it) -> webhooks.tell(tx, event, it.getOrderId(), it.getOccurredAt()))
                .on(
                        OrderCancelled.class,
                        (tx, event, it) -> webhooks.tell(tx, event, it.getOrderId(), it.getOccurredAt()))
                .on(
                        CancellationRefused.class,
                        (tx, event, it) -> webhooks.tell(tx, event, it.getOrderId(), it.getOccurredAt()))
                .on(
                        OrderShipped.class,
                        (tx, event, it) -> webhooks.tell(tx, event, it.getOrderId(), it.getOccurredAt()))
                .on(
                        OrderDelivered.class,
                        (tx, event, it) -> webhooks.tell(tx, event, it.getOrderId(), it.getOccurredAt()))
                .on(
                        OrderReturned.class,
                        (tx, event, it) -> webhooks.tell(tx, event, it.getOrderId(), it.getOccurredAt()))
                .on(
                        DeliveryAddressCorrected.class,
                        (tx, event, it) -> webhooks.tell(tx, event, it.getOrderId(), it.getOccurredAt()))
                .on(
                        DeliveryAddressRefused.class,
                        (tx, event, it) -> webhooks.tell(tx, event, it.getOrderId(), it.getOccurredAt()))
                .open();
    }

    @Incoming("order-webhooks")
    @Blocking(EventThreads.POOL)
    public void consume(ConsumerRecords<byte[], byte[]> records) {
        process.consume(records);
    }
}
