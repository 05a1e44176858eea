package io.tresen.payment;

import io.tresen.messaging.By;
import io.tresen.messaging.Money;
import io.tresen.payment.Decision.Act;
import io.tresen.payment.Decision.Duplicate;
import io.tresen.payment.Decision.Impossible;
import io.tresen.payment.PaymentState.Captured;
import io.tresen.payment.PaymentState.Confirming;
import io.tresen.payment.PaymentState.Failed;
import io.tresen.payment.PaymentState.Held;
import io.tresen.payment.PaymentState.Open;
import io.tresen.payment.PaymentState.Unknown;
import io.tresen.payment.PaymentState.Waiting;
import java.time.Instant;

/**
 * What becomes of an attempt when the provider says something, by answer, webhook or reading, in any order and as often as
 * it likes. Money that was taken always counts; anything else counts only while the attempt is in flight.
 */
public final class OutcomeRules {

    private OutcomeRules() {}

    /** The provider's word about this attempt. */
    public static Decision hear(OrderPayments held, Payment payment, Outcome outcome, Instant now) {
        if (outcome instanceof Outcome.Succeeded succeeded) {
            return taken(held, payment, succeeded.taken(), now);
        }
        PaymentState state = payment.state();
        if (state instanceof Open) {
            return new Impossible("nobody has paid with this attempt yet");
        }
        if (!state.isInFlight()) {
            boolean settles = isUnsettled(payment) && !isOpen(outcome);
            return settles
                    ? Act.of(held.with(payment.calmed(Attention.UNCLEAR)))
                    : new Duplicate("stale-" + word(outcome));
        }
        if (outcome instanceof Outcome.Failed failed) {
            return ended(held, payment, failed.code());
        }
        if (outcome instanceof Outcome.Cancelled) {
            return ended(held, payment, "not-confirmed");
        }
        if (outcome instanceof Outcome.Pending pending) {
            return pending(held, payment, pending.redirectUrl());
        }
        if (state instanceof Confirming) {
            Payment unknown = payment.in(new Unknown());
            return Act.of(held.with(unknown)).telling(new PaymentEvent.Unknown(unknown));
        }
        return new Duplicate(state instanceof Unknown ? "still-unknown" : "not-answered");
    }

    /**
     * Whether a word about the attempt's own charge can change nothing, now or ever: its end is known, and it says of no money that
     * was not booked, and can't have meant any. Such a word needs no lock, since no end is left again; {@link #hear} says of it that
     * it is a duplicate.
     *
     * @param ref the provider's id of the charge that it is about
     */
    public static boolean isKnown(Payment payment, String ref, Outcome outcome) {
        PaymentState state = payment.state();
        if (!ref.equals(payment.providerRef())) {
            return false;
        }
        boolean clear = !(outcome instanceof Outcome.Succeeded || outcome instanceof Outcome.Unknown);
        return state.taken() != null || state.isEndedWithoutMoney() && clear && !isUnsettled(payment);
    }

    /**
     * Whether a word that can't be read, such as "succeeded" without an amount, may mean money of which we know nothing: the
     * provider has to be asked. Of an attempt in flight it is asked anyway.
     */
    static boolean isDoubt(Payment payment, Outcome outcome) {
        return payment.state().isEndedWithoutMoney() && outcome instanceof Outcome.Unknown;
    }

    /**
     * Whether an attempt that ended stays in doubt after the provider was asked: it did not say how its charge ended. One that goes on
     * there, since it can't be closed at this moment, may still take money, and that would be told once.
     */
    public static boolean isDoubtful(Payment payment, Outcome read) {
        return payment.state().isEndedWithoutMoney() && isOpen(read);
    }

    private static boolean isOpen(Outcome outcome) {
        return outcome instanceof Outcome.Unknown || outcome instanceof Outcome.Pending;
    }

    /** A person was told that the provider does not say whether an attempt that ended took money. */
    private static boolean isUnsettled(Payment payment) {
        return payment.state().isEndedWithoutMoney() && payment.calls(Attention.UNCLEAR);
    }

    private static Decision taken(OrderPayments held, Payment payment, Money taken, Instant now) {
        PaymentState state = payment.state();
        PaymentOrder order = held.order();
        if (state.taken() != null) {
            return new Duplicate(state instanceof Held ? "already-held" : "already-captured");
        }
        if (payment.method() != PaymentMethod.CARD) {
            return new Impossible("the provider has nothing to do with cash and wallets");
        }
        if (!taken.equals(order.amount())) {
            String code = taken.currency().equals(order.amount().currency())
                    ? Attention.WRONG_AMOUNT
                    : Attention.WRONG_CURRENCY;
            Payment wrong = payment.in(new Held(taken, code)).calling(new Attention(code, now));
            Act act = Act.of(held.with(wrong))
                    .telling(new PaymentEvent.Held(wrong, taken, code))
                    .posting(Transfer.capture(wrong, order));
            return RefundRules.advance(WaitingRefunds.release(act, wrong));
        }
        boolean late = order.isOver(now) || held.isTakenBeside(payment);
        Payment paid = payment.in(new Captured(taken, late)).calmed(Attention.UNCLEAR);
        Act act = Act.of(held.with(paid))
                .telling(new PaymentEvent.Succeeded(paid, taken, late))
                .posting(Transfer.capture(paid, order));
        act = WaitingRefunds.release(act, paid);
        if (late) {
            act = RefundRules.begin(act, paid, taken.amountMinor(), RefundReason.LATE_MONEY, null, By.SYSTEM);
        }
        return RefundRules.advance(act);
    }

    /** Without money: failed while the order still asks, else closed, so that nobody is invited to pay again. */
    private static Decision ended(OrderPayments held, Payment payment, String code) {
        if (PaymentRules.isUnwanted(held, payment)) {
            Act closed = PaymentRules.close(held, payment);
            return RefundRules.advance(WaitingRefunds.release(
                    closed, closed.next().payment(payment.id()).orElseThrow()));
        }
        Payment failed = payment.in(new Failed(code)).calmed(Attention.UNCLEAR);
        Act act = Act.of(held.with(failed)).telling(new PaymentEvent.Failed(failed, code));
        return RefundRules.advance(WaitingRefunds.release(act, failed));
    }

    private static Decision pending(OrderPayments held, Payment payment, String redirectUrl) {
        boolean news = redirectUrl != null || !(payment.state() instanceof Waiting);
        Payment waiting = (news ? payment.in(new Waiting(redirectUrl)) : payment).calmed(Attention.UNCLEAR);
        return waiting.equals(payment) ? new Duplicate("still-waiting") : Act.of(held.with(waiting));
    }

    private static String word(Outcome outcome) {
        if (outcome instanceof Outcome.Failed) {
            return "failure";
        }
        if (outcome instanceof Outcome.Cancelled) {
            return "cancellation";
        }
        return outcome instanceof Outcome.Pending ? "pending" : "unknown";
    }
}
