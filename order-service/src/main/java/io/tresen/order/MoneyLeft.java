package io.tresen.order;

/**
 * What payment-service says of an order's money when a refund failed.
 *
 * @param capturedMinor without held money
 * @param refundedMinor what went back and stays so
 * @param nothingToGive true when the refund waited for money that did not come, or that goes back without it: nobody has to
 *     look at it
 */
public record MoneyLeft(long capturedMinor, long refundedMinor, boolean nothingToGive) {

    /** What a refund that failed leaves of a status that said money went back. */
    PaymentStatus status() {
        if (refundedMinor > 0) {
            return PaymentStatus.PARTIALLY_REFUNDED;
        }
        return capturedMinor > 0 ? PaymentStatus.PAID : PaymentStatus.PENDING;
    }
}
