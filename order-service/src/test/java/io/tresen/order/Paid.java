package io.tresen.order;

import io.tresen.contracts.common.v1.Money;
import io.tresen.contracts.common.v1.PaymentMethod;
import io.tresen.contracts.common.v1.RefundReason;
import io.tresen.contracts.payment.v1.CashCollected;
import io.tresen.contracts.payment.v1.PaymentCancelled;
import io.tresen.contracts.payment.v1.PaymentFailed;
import io.tresen.contracts.payment.v1.PaymentPending;
import io.tresen.contracts.payment.v1.PaymentSucceeded;
import io.tresen.contracts.payment.v1.PaymentUnknown;
import io.tresen.contracts.payment.v1.RefundFailed;
import io.tresen.contracts.payment.v1.RefundSucceeded;
import io.tresen.messaging.Ids;
import java.time.Instant;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.specific.SpecificRecordBase;

/** What payment-service would publish about an order of one mug. */
final class Paid {

    private static final Money AMOUNT = new Money(1_990L, "EUR");

    private Paid() {}

    static SpecificRecord pending(UUID shop, UUID order) {
        return set(common(new PaymentPending(), shop, order, PaymentMethod.CARD), "pay_token", "token");
    }

    static SpecificRecord failed(UUID shop, UUID order) {
        return set(common(new PaymentFailed(), shop, order, PaymentMethod.CARD), "code", "card_declined");
    }

    static SpecificRecord unknown(UUID shop, UUID order) {
        return common(new PaymentUnknown(), shop, order, PaymentMethod.CARD);
    }

    static SpecificRecord succeeded(UUID shop, UUID order, boolean late) {
        SpecificRecordBase record = common(new PaymentSucceeded(), shop, order, PaymentMethod.CARD);
        return set(set(record, "captured", AMOUNT), "late", late);
    }

    static SpecificRecord collected(UUID shop, UUID order) {
        return set(common(new CashCollected(), shop, order, PaymentMethod.COD), "captured", AMOUNT);
    }

    static SpecificRecord refunded(UUID shop, UUID order, RefundReason reason) {
        SpecificRecordBase record = common(new RefundSucceeded(), shop, order, PaymentMethod.CARD);
        set(record, "refund_id", UUID.randomUUID());
        set(record, "refunded", AMOUNT);
        set(record, "captured_minor", 1_990L);
        set(record, "refunded_minor", 1_990L);
        return set(set(record, "reason", reason), "complete", true);
    }

    /** @param minor of 19.90, what is back with it */
    static SpecificRecord partRefunded(UUID shop, UUID order, long minor) {
        SpecificRecordBase record = common(new RefundSucceeded(), shop, order, PaymentMethod.CARD);
        set(record, "refund_id", UUID.randomUUID());
        set(record, "refunded", new Money(minor, "EUR"));
        set(record, "captured_minor", 1_990L);
        set(record, "refunded_minor", minor);
        return set(set(record, "reason", RefundReason.REQUESTED), "complete", false);
    }

    static SpecificRecord withdrawn(UUID shop, UUID order) {
        return set(common(new PaymentCancelled(), shop, order, PaymentMethod.COD), "reason", "returned");
    }

    static SpecificRecord refundFailed(UUID shop, UUID order) {
        SpecificRecordBase record = common(new RefundFailed(), shop, order, PaymentMethod.CARD);
        set(record, "refund_id", UUID.randomUUID());
        set(record, "captured_minor", 1_990L);
        set(record, "refunded_minor", 0L);
        return set(set(record, "refused", AMOUNT), "code", "insufficient_funds");
    }

    private static SpecificRecordBase common(SpecificRecordBase record, UUID shop, UUID order, PaymentMethod method) {
        set(record, "payment_id", Ids.v5(order, "payment"));
        set(record, "order_id", order);
        set(record, "order_no", "T00001");
        set(record, "business_id", shop);
        set(record, "attempt", 1);
        set(record, "method", method);
        set(record, "amount", AMOUNT);
        return set(record, "occurred_at", Instant.now());
    }

    private static SpecificRecordBase set(SpecificRecordBase record, String field, Object value) {
        record.put(record.getSchema().getField(field).pos(), value);
        return record;
    }
}
