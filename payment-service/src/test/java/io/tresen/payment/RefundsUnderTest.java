package io.tresen.payment;

import static io.tresen.payment.Orders.AMOUNT;
import static io.tresen.payment.Orders.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tresen.messaging.By;
import io.tresen.payment.Decision.Act;
import io.tresen.payment.PaymentState.Captured;

/** Payments of one order and what is done with their refunds, by the rules alone. */
abstract class RefundsUnderTest {

    static final Outcome GIVEN = new Outcome.Succeeded(AMOUNT);

    static OrderPayments paid() {
        return Orders.in(new Captured(AMOUNT, false));
    }

    static Act act(Decision decision) {
        return assertInstanceOf(Act.class, decision);
    }

    static Decision part(OrderPayments held, long amountMinor, String note) {
        return RefundRules.part(held, held.last(), amountMinor, note, By.SYSTEM);
    }

    static Refund only(OrderPayments held) {
        assertEquals(1, held.refunds().size());
        return held.refunds().get(0);
    }

    static Act hear(OrderPayments held, Outcome outcome) {
        return act(RefundRules.hear(held, held.refunds().get(held.refunds().size() - 1), "re_1", outcome, NOW));
    }

    /** Attempt 1 was captured in time, attempt 2 beside it, and the refund of attempt 2 has failed. */
    static OrderPayments paidTwiceAndTheSecondStuck() {
        OrderPayments failed = Orders.in(new PaymentState.Failed("card_declined"));
        OrderPayments second = act(PaymentRules.claim(failed, NOW)).next();
        OrderPayments first = act(OutcomeRules.hear(second, second.payments().get(0), GIVEN, NOW))
                .next();
        OrderPayments both =
                act(OutcomeRules.hear(first, first.last(), GIVEN, NOW)).next();
        assertEquals(new Captured(AMOUNT, false), both.payments().get(0).state());
        assertEquals(both.last().id(), only(both).paymentId());
        OrderPayments stuck =
                hear(both, new Outcome.Failed("expired_or_canceled_card")).next();
        assertEquals(RefundReason.LATE_MONEY, stuck.order().refundWanted());
        return stuck;
    }

    static OrderPayments firstPart(OrderPayments held, long amountMinor) {
        Payment first = held.payments().get(0);
        return act(RefundRules.part(held, first, amountMinor, "broken", By.SYSTEM))
                .next();
    }

    static String next(RefundState state, Outcome outcome) {
        OrderPayments held =
                act(RefundRules.everything(paid(), RefundReason.CANCELLATION)).next();
        Refund refund = only(held).in(state, "re_1", null);
        Decision decision = RefundRules.hear(held.with(refund), refund, "re_1", outcome, NOW);
        if (decision instanceof Decision.Impossible) {
            return "!";
        }
        return decision instanceof Act act ? only(act.next()).state().name() : "=";
    }
}
