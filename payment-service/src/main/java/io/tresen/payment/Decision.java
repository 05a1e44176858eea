package io.tresen.payment;

import java.util.ArrayList;
import java.util.List;

/** What a rule decided. There is no silent nothing: what changes nothing is a duplicate with a name. */
public sealed interface Decision {

    /** The change: what is saved, told and posted in one transaction. */
    record Act(OrderPayments next, List<PaymentEvent> events, List<Transfer> transfers) implements Decision {

        static Act of(OrderPayments next) {
            return new Act(next, List.of(), List.of());
        }

        Act telling(PaymentEvent event) {
            List<PaymentEvent> more = new ArrayList<>(events);
            more.add(event);
            return new Act(next, List.copyOf(more), transfers);
        }

        Act posting(Transfer transfer) {
            List<Transfer> more = new ArrayList<>(transfers);
            more.add(transfer);
            return new Act(next, events, List.copyOf(more));
        }

        Act as(OrderPayments changed) {
            return new Act(changed, events, transfers);
        }
    }

    /** Already so, or overtaken. @param name the case, for the counter */
    record Duplicate(String name) implements Decision {}

    /** Must not happen: a dead letter where it came by an event. */
    record Impossible(String why) implements Decision {}

    /** A caller is told no. */
    record Refused(PaymentRejection rejection) implements Decision {}
}
