package io.tresen.payment;

import static io.tresen.payment.Orders.AMOUNT;
import static io.tresen.payment.Orders.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.messaging.By;
import io.tresen.messaging.Money;
import io.tresen.payment.Decision.Act;
import io.tresen.payment.Decision.Impossible;
import io.tresen.payment.Decision.Refused;
import io.tresen.payment.PaymentState.Unknown;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A refund of an UNKNOWN payment waits. */
class WaitingRefundsTest {

    private static OrderPayments waiting(OrderPayments held, long minor) {
        return assertInstanceOf(Act.class, RefundRules.part(held, held.last(), minor, "changed mind", By.SYSTEM))
                .next();
    }

    private static OrderPayments waiting() {
        return waiting(Orders.in(new Unknown()), 500);
    }

    private static OrderPayments hear(OrderPayments held, Outcome outcome, long afterS) {
        return ((Act) OutcomeRules.hear(held, held.last(), outcome, NOW.plusSeconds(afterS))).next();
    }

    private static PaymentEvent.RefundFailed toldFailed(OrderPayments held, Outcome outcome, long afterS) {
        Act act = (Act) OutcomeRules.hear(held, held.last(), outcome, NOW.plusSeconds(afterS));
        return act.events().stream()
                .filter(PaymentEvent.RefundFailed.class::isInstance)
                .map(PaymentEvent.RefundFailed.class::cast)
                .reduce((one, other) -> {
                    throw new AssertionError("told twice");
                })
                .orElseThrow(() -> new AssertionError("nobody is told"));
    }

    private static Refund first(OrderPayments held) {
        return held.refunds().get(0);
    }

    @Test
    void it_waits_and_goes_on_once_the_money_came() {
        OrderPayments held = waiting();
        assertEquals(RefundState.WAITING, first(held).state());
        assertEquals(PaymentStatus.UNKNOWN, PaymentStatus.of(held, held.last()));
        OrderPayments paid = hear(held, new Outcome.Succeeded(AMOUNT), 0);
        assertEquals(RefundState.REQUESTED, first(paid).state());
        assertEquals(1_490, paid.refundableMinor(paid.last()));
    }

    @Test
    void those_that_wait_are_never_more_than_the_order_costs() {
        OrderPayments held = waiting();
        Refused refused =
                assertInstanceOf(Refused.class, RefundRules.part(held, held.last(), 1_491, "more", By.SYSTEM));
        assertEquals(PaymentRejection.REFUND_EXCEEDS_CAPTURED, refused.rejection());
        OrderPayments both = waiting(held, 1_490);
        assertEquals(2, both.last().refundCount());
        assertEquals(0, hear(both, new Outcome.Succeeded(AMOUNT), 0).refundableMinor(both.last()));
    }

    @Test
    void it_ends_when_nothing_came() {
        OrderPayments failed = hear(waiting(), new Outcome.Failed("card_declined"), 0);
        assertEquals(RefundState.FAILED, first(failed).state());
        assertEquals("not-captured", first(failed).code());
        OrderPayments withdrawn = ((Act) PaymentRules.withdraw(waiting(), "cancelled")).next();
        OrderPayments closed = hear(withdrawn, new Outcome.Cancelled(), 0);
        assertEquals("not-captured", first(closed).code());
        assertInstanceOf(PaymentState.Cancelled.class, closed.last().state());
    }

    @Test
    void that_it_ended_without_money_is_told_with_what_is_left() {
        PaymentEvent.RefundFailed none = toldFailed(waiting(), new Outcome.Failed("card_declined"), 0);
        assertEquals("not-captured", none.code());
        assertEquals(new Money(500, "EUR"), none.refused());
        assertEquals(List.of(0L, 0L), List.of(none.capturedMinor(), none.refundedMinor()));
        PaymentEvent.RefundFailed late = toldFailed(waiting(), new Outcome.Succeeded(AMOUNT), 601);
        assertEquals("late-money", late.code());
        assertEquals(List.of(1_990L, 0L), List.of(late.capturedMinor(), late.refundedMinor()));
        PaymentEvent.RefundFailed other = toldFailed(waiting(), new Outcome.Succeeded(new Money(10, "EUR")), 0);
        assertEquals("held", other.code());
        assertEquals(List.of(0L, 0L), List.of(other.capturedMinor(), other.refundedMinor()), "without held money");
        OrderPayments withdrawn = ((Act) PaymentRules.withdraw(waiting(), "cancelled")).next();
        assertEquals(
                "not-captured",
                toldFailed(withdrawn, new Outcome.Cancelled(), 0).code());
    }

    @Test
    void one_that_goes_on_is_not_told_to_have_ended() {
        OrderPayments held = waiting();
        Act act = (Act) OutcomeRules.hear(held, held.last(), new Outcome.Succeeded(AMOUNT), NOW);
        assertTrue(act.events().stream().noneMatch(PaymentEvent.RefundFailed.class::isInstance));
    }

    @Test
    void late_money_goes_back_in_full_and_once_whatever_waited() {
        OrderPayments late = hear(waiting(), new Outcome.Succeeded(AMOUNT), 601);
        assertEquals("late-money", first(late).code());
        assertEquals(2, late.refunds().size());
        assertEquals(AMOUNT, late.refunds().get(1).amount());
        assertEquals(RefundReason.LATE_MONEY, late.refunds().get(1).reason());
    }

    @Test
    void of_held_money_a_person_decides_anew() {
        OrderPayments held = hear(waiting(), new Outcome.Succeeded(new Money(10, "EUR")), 0);
        assertEquals("held", first(held).code());
        assertEquals(10, held.refundableMinor(held.last()));
    }

    @Test
    void a_refund_of_everything_waits_with_it_and_gives_all_back() {
        OrderPayments wanted = ((Act) RefundRules.everything(waiting(), RefundReason.CANCELLATION)).next();
        assertEquals(1, wanted.refunds().size());
        OrderPayments came = hear(wanted, new Outcome.Succeeded(AMOUNT), 0);
        assertEquals(0, came.refundableMinor(came.last()));
        assertEquals(1_990, came.refundPendingMinor(came.last()));
    }

    @Test
    void the_provider_says_nothing_of_what_it_was_not_asked() {
        OrderPayments held = waiting();
        assertInstanceOf(
                Impossible.class, RefundRules.hear(held, first(held), "re_1", new Outcome.Succeeded(AMOUNT), NOW));
        assertTrue(first(held).state().isInFlight());
    }
}
