package io.tresen.notification.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.tresen.contracts.Topics;
import io.tresen.contracts.payment.v1.CashCollected;
import io.tresen.contracts.payment.v1.PaymentCancelled;
import io.tresen.contracts.payment.v1.PaymentFailed;
import io.tresen.contracts.payment.v1.PaymentHeld;
import io.tresen.contracts.payment.v1.PaymentPending;
import io.tresen.contracts.payment.v1.PaymentSucceeded;
import io.tresen.contracts.payment.v1.PaymentUnknown;
import io.tresen.contracts.payment.v1.RefundFailed;
import io.tresen.contracts.payment.v1.RefundSucceeded;
import io.tresen.messaging.inbox.Consumers;
import io.tresen.messaging.inbox.EventProcess;
import io.tresen.messaging.inbox.EventThreads;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** What happens to payments is told to the businesses' apps; in their own order, with none to the orders' events. */
@ApplicationScoped
public class PaymentWebhooks {

    private final EventProcess process;

    PaymentWebhooks(Consumers consumers, EventWebhooks webhooks) {
        process = consumers
                .process("notification.payment-webhooks", Topics.PAYMENT_PAYMENT)
                .on(
                        PaymentPending.class,
                        (tx, event, it) -> webhooks.tell(tx, event, it.getOrderId(), it.getOccurredAt()))
                .on(
                        PaymentSucceeded.class,
                        (tx, event, it) -> webhooks.tell(tx, event, it.getOrderId(), it.getOccurredAt()))
                .on(
                        PaymentFailed.class,
                        (tx, event, it) -> webhooks.tell(tx, event, it.getOrderId(), it.getOccurredAt()))
                .on(
                        PaymentUnknown.class,
                        (tx, event, it) -> webhooks.tell(tx, event, it.getOrderId(), it.getOccurredAt()))
                .on(PaymentHeld.class, (tx, event, it) -> webhooks.tell(tx, event, it.getOrderId(), it.getOccurredAt()))
                .on(
                        PaymentCancelled.class,
                        (tx, event, it) -> webhooks.tell(tx, event, it.getOrderId(), it.getOccurredAt()))
                .on(
                        RefundSucceeded.class,
                        (tx, event, it) -> webhooks.tell(tx, event, it.getOrderId(), it.getOccurredAt()))
                .on(
                        RefundFailed.class,
                        (tx, event, it) -> webhooks.tell(tx, event, it.getOrderId(), it.getOccurredAt()))
                .on(
                        CashCollected.class,
                        (tx, event, it) -> webhooks.tell(tx, event, it.getOrderId(), it.getOccurredAt()))
                .open();
    }

    @Incoming("payment-webhooks")
    @Blocking(EventThreads.POOL)
    public void consume(ConsumerRecords<byte[], byte[]> records) {
        process.consume(records);
    }
}
