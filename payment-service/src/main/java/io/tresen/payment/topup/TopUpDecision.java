package io.tresen.payment.topup;

import io.tresen.messaging.Rejection;
import io.tresen.payment.Transfer;

/** What a rule decided. There is no silent nothing: what changes nothing is a duplicate with a name. */
public sealed interface TopUpDecision {

    /** The change: what is saved and booked in one transaction. @param transfer null for none */
    record Act(TopUp next, Transfer transfer) implements TopUpDecision {

        static Act of(TopUp next) {
            return new Act(next, null);
        }
    }

    /** Already so, or overtaken. @param name the case, for the counter */
    record Duplicate(String name) implements TopUpDecision {}

    /** Must not happen: it is logged and counted, and changes nothing. */
    record Impossible(String why) implements TopUpDecision {}

    /** A caller is told no. */
    record Refused(Rejection rejection) implements TopUpDecision {}
}
