package io.tresen.payment;

import static io.tresen.payment.Orders.AMOUNT;
import static io.tresen.payment.Orders.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.messaging.By;
import io.tresen.payment.Decision.Act;
import io.tresen.payment.Decision.Duplicate;
import io.tresen.payment.PaymentEvent.Refunded;
import io.tresen.payment.PaymentState.Unknown;
import org.junit.jupiter.api.Test;

/** Money that came when nothing was owed any more goes back, apart from what paid the order. */
class LateMoneyTest extends RefundsUnderTest {

    @Test
    void late_money_goes_back_in_full_exactly_once_even_when_a_refund_is_asked_for_as_well() {
        OrderPayments withdrawn =
                act(PaymentRules.withdraw(Orders.in(new Unknown()), "expired")).next();
        OrderPayments late =
                act(OutcomeRules.hear(withdrawn, withdrawn.last(), GIVEN, NOW)).next();
        OrderPayments asked =
                act(RefundRules.everything(late, RefundReason.CANCELLATION)).next();
        Act done = hear(asked, GIVEN);
        assertEquals(1, done.next().refunds().size());
        assertEquals(RefundReason.LATE_MONEY, only(done.next()).reason());
        assertEquals(1, done.events().size());
        assertInstanceOf(
                Duplicate.class, OutcomeRules.hear(done.next(), done.next().last(), GIVEN, NOW));
    }

    @Test
    void a_withdrawal_that_crossed_the_capture_gives_the_money_back() {
        OrderPayments withdrawn = act(PaymentRules.withdraw(paid(), "expired")).next();
        assertEquals(RefundReason.LATE_MONEY, only(withdrawn).reason());
    }

    private static long refundsOf(OrderPayments held, Payment payment) {
        return held.refunds().stream()
                .filter(refund -> refund.paymentId().equals(payment.id()))
                .count();
    }

    @Test
    void late_money_that_failed_to_go_back_is_repeated_alone_while_the_order_stands() {
        OrderPayments again =
                act(RefundRules.repeat(paidTwiceAndTheSecondStuck())).next();
        assertEquals(0, refundsOf(again, again.payments().get(0)));
        assertEquals(2, refundsOf(again, again.last()));
        Act done = hear(again, GIVEN);
        assertEquals(1, done.events().size());
        assertFalse(assertInstanceOf(Refunded.class, done.events().get(0)).complete());
        assertNull(done.next().order().refundWanted());
        assertEquals(0, refundsOf(done.next(), done.next().payments().get(0)));
        assertEquals(1990, done.next().refundableMinor(done.next().payments().get(0)));
    }

    @Test
    void a_cancellation_while_late_money_is_stuck_gives_everything_back_and_says_so() {
        OrderPayments stuck = paidTwiceAndTheSecondStuck();
        OrderPayments repeated = act(RefundRules.repeat(stuck)).next();
        for (OrderPayments held : new OrderPayments[] {stuck, repeated}) {
            for (RefundReason reason : new RefundReason[] {RefundReason.CANCELLATION, RefundReason.LATE_MONEY}) {
                OrderPayments next = act(RefundRules.everything(held, reason)).next();
                assertEquals(RefundReason.CANCELLATION, next.order().refundWanted());
                assertInstanceOf(Duplicate.class, RefundRules.everything(next, reason));
                Refunded told = null;
                while (!next.allRefunded()) {
                    Refund flying = next.refunds().stream()
                            .filter(refund -> refund.state().isInFlight())
                            .findFirst()
                            .orElseThrow();
                    Act went = act(RefundRules.hear(next, flying, "re_" + flying.n(), GIVEN, NOW));
                    told = assertInstanceOf(Refunded.class, went.events().get(0));
                    assertEquals(1, went.events().size());
                    next = went.next();
                }
                assertTrue(told.complete());
                assertEquals(3980, told.refundedMinor());
                assertNull(next.order().refundWanted());
            }
        }
    }

    @Test
    void a_cancellations_refund_that_comes_back_while_late_money_is_stuck_is_repeated_too() {
        OrderPayments stuck = paidTwiceAndTheSecondStuck();
        Refund given = Refund.requested(stuck.payments().get(0), AMOUNT, RefundReason.CANCELLATION, null, By.SYSTEM)
                .in(RefundState.SUCCEEDED, "re_9", null);
        OrderPayments held =
                stuck.with(stuck.payments().get(0).countingRefund()).with(given);
        OrderPayments back = act(RefundRules.hear(held, given, "re_9", new Outcome.Failed("no"), NOW))
                .next();
        OrderPayments again = act(RefundRules.repeat(back)).next();
        assertEquals(2, refundsOf(again, again.payments().get(0)));
        assertEquals(2, refundsOf(again, again.last()));
    }

    @Test
    void after_a_withdrawal_the_repeat_gives_back_what_came_in_time_as_well() {
        OrderPayments stuck = paidTwiceAndTheSecondStuck();
        OrderPayments withdrawn = act(PaymentRules.withdraw(stuck, "expired")).next();
        assertEquals(1, refundsOf(withdrawn, withdrawn.payments().get(0)));
        assertEquals(2, refundsOf(withdrawn, withdrawn.last()));
    }

    @Test
    void a_failed_refund_says_what_is_left_of_what_paid_the_order_without_money_that_came_late_and_went_back() {
        OrderPayments late =
                act(RefundRules.repeat(paidTwiceAndTheSecondStuck())).next();
        OrderPayments held = hear(late, GIVEN).next();
        held = hear(firstPart(held, 500), GIVEN).next();
        PaymentEvent.RefundFailed told = assertInstanceOf(
                PaymentEvent.RefundFailed.class,
                hear(firstPart(held, 300), new Outcome.Failed("no")).events().get(0));
        assertEquals(1990, told.capturedMinor());
        assertEquals(500, told.refundedMinor());
    }
}
