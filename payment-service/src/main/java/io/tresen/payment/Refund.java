package io.tresen.payment;

import io.tresen.messaging.By;
import io.tresen.messaging.Ids;
import io.tresen.messaging.Money;
import java.util.UUID;

/**
 * Money on its way back.
 *
 * @param paymentId the payment, or the top-up whose money goes back
 * @param id derived from the payment and n; also the provider's idempotency key
 * @param n 1, 2, 3 … per payment, counted under the order's lock
 * @param code the provider's reason once it failed, else null
 * @param note what the person who asked for it wrote; null when nobody did
 * @param by who asked for it; null where nobody noted it
 * @param parts what it reversed when it succeeded; one that failed later keeps what was booked back
 */
public record Refund(
        UUID id,
        UUID paymentId,
        int n,
        Money amount,
        RefundReason reason,
        RefundState state,
        String providerRef,
        String code,
        String note,
        By by,
        Parts parts) {

    /** The refund's id, the same each time. */
    public static UUID id(UUID paymentId, int n) {
        return Ids.v5(paymentId, "refund:" + n);
    }

    static Refund requested(Payment payment, Money amount, RefundReason reason, String note, By by) {
        int n = payment.refundCount() + 1;
        return new Refund(
                id(payment.id(), n),
                payment.id(),
                n,
                amount,
                reason,
                RefundState.REQUESTED,
                null,
                null,
                note,
                by,
                Parts.NONE);
    }

    public Refund in(RefundState next, String ref, String nextCode) {
        return new Refund(
                id, paymentId, n, amount, reason, next, ref == null ? providerRef : ref, nextCode, note, by, parts);
    }

    Refund reversing(Parts reversed) {
        return new Refund(id, paymentId, n, amount, reason, state, providerRef, code, note, by, reversed);
    }
}
