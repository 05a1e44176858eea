package io.tresen.payment;

import io.tresen.messaging.By;
import io.tresen.messaging.Money;
import io.tresen.payment.Decision.Act;
import io.tresen.payment.Decision.Refused;

/** Refunds of a payment of which nobody knows how it ended: they wait for that. Pure. */
final class WaitingRefunds {

    /** Nothing had come, so nothing has to go back. */
    static final String NOT_CAPTURED = "not-captured";

    /** It came late, and goes back in full by itself. */
    static final String LATE = "late-money";

    /** Another amount or currency came; a person decides anew. */
    static final String HELD = "held";

    private WaitingRefunds() {}

    /** At most what the order costs, others that wait counted. */
    static Decision ask(OrderPayments held, Payment payment, long amountMinor, String note, By by) {
        Money cost = held.order().amount();
        if (amountMinor > cost.amountMinor() - held.refundPendingMinor(payment)) {
            return new Refused(PaymentRejection.REFUND_EXCEEDS_CAPTURED);
        }
        Refund asked =
                Refund.requested(payment, new Money(amountMinor, cost.currency()), RefundReason.REQUESTED, note, by);
        return Act.of(held.with(payment.countingRefund()).with(asked.in(RefundState.WAITING, null, null)));
    }

    /** Goes on with them, or ends them, now that it is known how the payment ended. */
    static Act release(Act act, Payment payment) {
        String why = why(payment.state());
        for (Refund refund : act.next().refunds()) {
            if (refund.paymentId().equals(payment.id()) && refund.state() == RefundState.WAITING) {
                Refund next = refund.in(why == null ? RefundState.REQUESTED : RefundState.FAILED, null, why);
                act = act.as(act.next().with(next));
                act = why == null ? act : act.telling(RefundRules.failure(act.next(), payment, next));
            }
        }
        return act;
    }

    /** Why nothing is given back of it; null where it is. */
    private static String why(PaymentState state) {
        if (state instanceof PaymentState.Captured captured) {
            return captured.late() ? LATE : null;
        }
        return state instanceof PaymentState.Held ? HELD : NOT_CAPTURED;
    }
}
