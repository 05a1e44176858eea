package io.tresen.chat.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.tresen.chat.OrderCopies;
import io.tresen.contracts.Topics;
import io.tresen.contracts.payment.v1.CashCollected;
import io.tresen.contracts.payment.v1.PaymentCancelled;
import io.tresen.contracts.payment.v1.PaymentFailed;
import io.tresen.contracts.payment.v1.PaymentHeld;
import io.tresen.contracts.payment.v1.PaymentPending;
import io.tresen.contracts.payment.v1.PaymentSucceeded;
import io.tresen.contracts.payment.v1.PaymentUnknown;
import io.tresen.contracts.payment.v1.RefundSucceeded;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import io.tresen.messaging.inbox.Consumers;
import io.tresen.messaging.inbox.EventCopy;
import io.tresen.messaging.inbox.EventThreads;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The copy of payments of shoppers' orders, as {@link OrderTopic}; it tells nobody anything (that is {@link PaymentNotices}). */
@ApplicationScoped
public class PaymentTopic {

    private final OrderCopies copies;
    private final EventCopy copy;

    PaymentTopic(Consumers consumers, OrderCopies copies) {
        this.copies = copies;
        copy = consumers
                .copy("chat.payments", Topics.PAYMENT_PAYMENT, "payment_copy")
                .on(
                        PaymentPending.class,
                        (tx, event, it) -> copies.payment(
                                tx, event.sequence(), event.businessId(), event.key(), "pending", it.getPayToken()))
                .on(PaymentSucceeded.class, (tx, event, it) -> status(tx, event, "paid"))
                .on(CashCollected.class, (tx, event, it) -> status(tx, event, "paid"))
                .on(PaymentFailed.class, (tx, event, it) -> status(tx, event, "failed"))
                .on(PaymentUnknown.class, (tx, event, it) -> status(tx, event, "unknown"))
                .on(PaymentHeld.class, (tx, event, it) -> status(tx, event, "pending"))
                .on(PaymentCancelled.class, (tx, event, it) -> status(tx, event, "none"))
                .on(
                        RefundSucceeded.class,
                        (tx, event, it) -> status(tx, event, it.getComplete() ? "refunded" : "partially_refunded"))
                .keepingOnly(Addressee::hasShopper)
                .open();
    }

    @Incoming("payment-copy")
    @Blocking(EventThreads.POOL)
    public void consume(ConsumerRecords<byte[], byte[]> records) {
        copy.consume(records);
    }

    private void status(Tx tx, Event event, String status) {
        copies.payment(tx, event.sequence(), event.businessId(), event.key(), status, null);
    }
}
