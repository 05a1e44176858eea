package io.tresen.payment.wallet;

import io.tresen.messaging.Rejection;

/** What a rule decided about a transfer. There is no silent nothing: what changes nothing is a duplicate with a name. */
public sealed interface WalletTransferDecision {

    /** What happens in the ledger. */
    enum Booking {
        NONE,
        /** The payer's money is held. */
        HOLD,
        /** It goes from the payer to the payee at once. */
        POST,
        /** The order's own attempt captures it. */
        PAY_ORDER,
        /** What was held goes to the payee. */
        POST_HELD,
        /** What was held is free again: somebody said no. */
        VOID_HELD,
        /** What was held is free again: nobody said anything. */
        EXPIRE_HELD
    }

    /** The change: saved, booked and told in one transaction. */
    record Act(WalletTransfer next, Booking booking) implements WalletTransferDecision {}

    /** Already so, or overtaken. @param name the case, for the counter */
    record Duplicate(String name) implements WalletTransferDecision {}

    /** Whoever asked is told no. */
    record Refused(Rejection rejection) implements WalletTransferDecision {}
}
