package io.tresen.payment.kafka;

import io.tresen.contracts.Topics;
import io.tresen.contracts.common.v1.Money;
import io.tresen.contracts.common.v1.PaymentMethod;
import io.tresen.contracts.common.v1.RefundReason;
import io.tresen.contracts.payment.v1.CashCollected;
import io.tresen.contracts.payment.v1.PaymentCancelled;
import io.tresen.contracts.payment.v1.PaymentFailed;
import io.tresen.contracts.payment.v1.PaymentHeld;
import io.tresen.contracts.payment.v1.PaymentPending;
import io.tresen.contracts.payment.v1.PaymentSucceeded;
import io.tresen.contracts.payment.v1.PaymentUnknown;
import io.tresen.contracts.payment.v1.RefundFailed;
import io.tresen.contracts.payment.v1.RefundSucceeded;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import io.tresen.messaging.event.Outgoing;
import io.tresen.messaging.outbox.Outbox;
import io.tresen.messaging.trace.LateSpans;
import io.tresen.payment.OrderKey;
import io.tresen.payment.Payment;
import io.tresen.payment.PaymentEvent;
import io.tresen.payment.PaymentEvents;
import io.tresen.payment.PaymentOrder;
import io.tresen.payment.Payments;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;

/** Maps domain events to the records of {@code payment.payment.v1}. */
@ApplicationScoped
public class PublicEvents implements PaymentEvents {

    private final Outbox outbox;
    private final Payments payments;
    private final LateSpans spans;

    PublicEvents(Outbox outbox, Payments payments, LateSpans spans) {
        this.outbox = outbox;
        this.payments = payments;
        this.spans = spans;
    }

    /**
     * What the pay page, the provider or the janitor found out about the charge goes on with the trace of the order; what people
     * do about the money later (refunds, collection) stays in that of their request.
     */
    @Override
    public void publish(Tx tx, PaymentOrder order, List<PaymentEvent> events, Instant at, Event cause) {
        boolean late = cause == null && spans.on() && events.stream().anyMatch(PublicEvents::isOfTheCharge);
        String trace = late ? payments.traceparent(tx, OrderKey.of(order)).orElse(null) : null;
        spans.goingOn(trace, Topics.PAYMENT_PAYMENT, order.orderId(), () -> add(tx, order, events, at, cause));
    }

    private static boolean isOfTheCharge(PaymentEvent event) {
        return !(event instanceof PaymentEvent.CashCollected
                || event instanceof PaymentEvent.Refunded
                || event instanceof PaymentEvent.RefundFailed);
    }

    private void add(Tx tx, PaymentOrder order, List<PaymentEvent> events, Instant at, Event cause) {
        outbox.add(
                tx,
                events.stream()
                        .map(event -> Outgoing.of(
                                        Topics.PAYMENT_PAYMENT,
                                        order.orderId(),
                                        order.businessId(),
                                        common(record(order, event), order, event.payment(), at))
                                .causedBy(cause))
                        .toList());
    }

    private static SpecificRecordBase record(PaymentOrder order, PaymentEvent event) {
        if (event instanceof PaymentEvent.Pending) {
            SpecificRecordBase record = with(new PaymentPending(), "pay_token", order.payToken());
            return with(record, "pay_by", order.payBy());
        }
        if (event instanceof PaymentEvent.Succeeded succeeded) {
            SpecificRecordBase record = with(new PaymentSucceeded(), "captured", money(succeeded.captured()));
            return with(record, "late", succeeded.late());
        }
        if (event instanceof PaymentEvent.Failed failed) {
            return with(new PaymentFailed(), "code", failed.code());
        }
        if (event instanceof PaymentEvent.Unknown) {
            return new PaymentUnknown();
        }
        if (event instanceof PaymentEvent.Held held) {
            SpecificRecordBase record = with(new PaymentHeld(), "code", held.code());
            return with(record, "captured", money(held.captured()));
        }
        if (event instanceof PaymentEvent.Cancelled cancelled) {
            return with(new PaymentCancelled(), "reason", cancelled.reason());
        }
        if (event instanceof PaymentEvent.CashCollected collected) {
            return with(new CashCollected(), "captured", money(collected.captured()));
        }
        if (event instanceof PaymentEvent.Refunded refunded) {
            return refunded(refunded);
        }
        PaymentEvent.RefundFailed failed = (PaymentEvent.RefundFailed) event;
        SpecificRecordBase record = with(new RefundFailed(), "refund_id", failed.refundId());
        with(record, "captured_minor", failed.capturedMinor());
        with(record, "refunded_minor", failed.refundedMinor());
        return with(with(record, "refused", money(failed.refused())), "code", failed.code());
    }

    private static SpecificRecordBase refunded(PaymentEvent.Refunded refunded) {
        SpecificRecordBase record = with(new RefundSucceeded(), "refund_id", refunded.refundId());
        with(record, "refunded", money(refunded.refunded()));
        with(record, "captured_minor", refunded.capturedMinor());
        with(record, "refunded_minor", refunded.refundedMinor());
        with(record, "reason", RefundReason.valueOf(refunded.reason().name()));
        return with(record, "complete", refunded.complete());
    }

    /** The fields that every event of the topic has. */
    private static SpecificRecordBase common(
            SpecificRecordBase record, PaymentOrder order, Payment payment, Instant at) {
        with(record, "payment_id", payment.id());
        with(record, "order_id", order.orderId());
        with(record, "order_no", order.orderNo());
        with(record, "business_id", order.businessId());
        with(record, "shopper_id", order.shopperId());
        with(record, "conversation_id", order.conversationId());
        with(record, "attempt", payment.attempt());
        with(record, "method", PaymentMethod.valueOf(payment.method().name()));
        with(record, "amount", money(order.amount()));
        with(record, "occurred_at", at);
        return record;
    }

    /** Sets a field by its name in the schema: the generated classes share nothing but that. */
    private static SpecificRecordBase with(SpecificRecordBase record, String field, Object value) {
        record.put(record.getSchema().getField(field).pos(), value);
        return record;
    }

    private static Money money(io.tresen.messaging.Money money) {
        return new Money(money.amountMinor(), money.currency());
    }
}
