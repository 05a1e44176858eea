package io.tresen.payment;

/**
 * A period of a shop's balance in one currency, in its minor units.
 *
 * @param refundedMinor what went back, less what was booked back since the refund failed later
 * @param feesMinor taken at captures
 * @param feesReversedMinor given back with refunds
 * @param otherMinor everything else that moved the balance
 */
public record PayoutSum(
        String currency,
        long openingMinor,
        long capturedMinor,
        long refundedMinor,
        long feesMinor,
        long feesReversedMinor,
        long otherMinor) {

    /** opening + captured - refunded - fees + fees reversed + other. */
    public long closingMinor() {
        return openingMinor + capturedMinor - refundedMinor - feesMinor + feesReversedMinor + otherMinor;
    }
}
