package io.tresen.payment;

import io.tresen.messaging.Money;
import java.util.UUID;

/** What the outside is told; one record per event of {@code payment.payment.v1}. */
public sealed interface PaymentEvent {

    /** The attempt that it is about. */
    Payment payment();

    record Pending(Payment payment) implements PaymentEvent {}

    record Succeeded(Payment payment, Money captured, boolean late) implements PaymentEvent {}

    record Failed(Payment payment, String code) implements PaymentEvent {}

    record Unknown(Payment payment) implements PaymentEvent {}

    record Held(Payment payment, Money captured, String code) implements PaymentEvent {}

    record Cancelled(Payment payment, String reason) implements PaymentEvent {}

    record CashCollected(Payment payment, Money captured) implements PaymentEvent {}

    /**
     * @param refunded what this refund gave back; 0 when there was nothing to give
     * @param capturedMinor over the order's payments so far
     * @param refundedMinor over the order's payments so far
     * @param complete everything captured went back
     */
    record Refunded(
            Payment payment,
            UUID refundId,
            Money refunded,
            long capturedMinor,
            long refundedMinor,
            RefundReason reason,
            boolean complete)
            implements PaymentEvent {}

    /**
     * @param capturedMinor over the order's payments, without held money
     * @param refundedMinor over the order's payments, now that this did not go back, or came back
     */
    record RefundFailed(
            Payment payment, UUID refundId, Money refused, String code, long capturedMinor, long refundedMinor)
            implements PaymentEvent {}
}
