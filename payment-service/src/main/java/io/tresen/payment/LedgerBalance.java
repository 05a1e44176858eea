package io.tresen.payment;

/**
 * What an account with a limit holds, in minor units.
 *
 * @param postedMinor credits less debits that were booked: the balance
 * @param pendingDebitsMinor what is held of it
 * @param version rises by one with each transfer that touches it; 0 before the first
 */
public record LedgerBalance(long postedMinor, long pendingDebitsMinor, long version) {

    static final LedgerBalance EMPTY = new LedgerBalance(0, 0, 0);

    /** What comes in anew stays below it, so that what goes back into a wallet always fits below 2^53. */
    private static final long BEYOND = 1L << 52;

    /** What can be spent; never below zero. */
    public long availableMinor() {
        return postedMinor - pendingDebitsMinor;
    }

    /**
     * After a booking and a change of what is held.
     *
     * @throws io.tresen.messaging.RejectedException 409 when that needs more than is available, or it would hold 2^52 and more by
     *     money that comes in anew
     */
    LedgerBalance moved(long netCreditMinor, long heldMinor, boolean goesBack) {
        LedgerBalance next = new LedgerBalance(
                Math.addExact(postedMinor, netCreditMinor), Math.addExact(pendingDebitsMinor, heldMinor), version + 1);
        if (next.pendingDebitsMinor < 0) {
            throw new IllegalStateException("More is released than is held");
        }
        if (next.availableMinor() < 0) {
            throw PaymentRejection.INSUFFICIENT_FUNDS.exception();
        }
        if (next.postedMinor >= BEYOND && !goesBack) {
            throw PaymentRejection.BALANCE_TOO_LARGE.exception();
        }
        return next;
    }
}
