package io.tresen.payment;

import static io.tresen.payment.Orders.AMOUNT;
import static io.tresen.payment.Orders.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.messaging.By;
import io.tresen.messaging.Money;
import io.tresen.payment.Decision.Act;
import io.tresen.payment.Decision.Refused;
import io.tresen.payment.PaymentEvent.Refunded;
import io.tresen.payment.PaymentState.Captured;
import io.tresen.payment.PaymentState.Open;
import io.tresen.payment.PaymentState.Unknown;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What goes back, when and how far: the rules alone, without a database. */
class RefundRulesTest extends RefundsUnderTest {

    @Test
    void a_request_refunds_everything_and_ends_with_one_complete_success() {
        OrderPayments asked =
                act(RefundRules.everything(paid(), RefundReason.CANCELLATION)).next();
        assertEquals(AMOUNT, only(asked).amount());
        assertEquals(Refund.id(asked.last().id(), 1), only(asked).id());
        Act done = hear(asked, GIVEN);
        Refunded told = assertInstanceOf(Refunded.class, done.events().get(0));
        assertEquals(1, done.events().size());
        assertTrue(told.complete());
        assertEquals(1990, told.refundedMinor());
        assertNull(done.next().order().refundWanted());
        assertEquals(
                PaymentStatus.REFUNDED,
                PaymentStatus.of(done.next(), done.next().last()));
    }

    @Test
    void what_the_card_provider_cannot_express_is_refused_when_it_is_asked_for() {
        Money dinars = new Money(1990, "KWD");
        OrderPayments paid = Orders.in(new Captured(dinars, false));
        Refused refused = assertInstanceOf(Refused.class, part(paid, 995, "half"));
        assertEquals("amount-not-payable", refused.rejection().code());
        assertEquals(1, act(part(paid, 990, "half")).next().refunds().size());
    }

    @Test
    void nothing_left_is_a_success() {
        OrderPayments refunded = hear(
                        act(RefundRules.everything(paid(), RefundReason.CANCELLATION))
                                .next(),
                        GIVEN)
                .next();
        for (OrderPayments nothing : new OrderPayments[] {refunded, Orders.in(new Open())}) {
            Act again = act(RefundRules.everything(nothing, RefundReason.CANCELLATION));
            Refunded told = assertInstanceOf(Refunded.class, again.events().get(0));
            assertTrue(told.complete());
            assertEquals(0, told.refunded().amountMinor());
            assertEquals(nothing.refunds(), again.next().refunds());
        }
    }

    @Test
    void a_failed_refund_wants_a_person_and_is_repeated_with_the_next_id() {
        OrderPayments asked =
                act(RefundRules.everything(paid(), RefundReason.CANCELLATION)).next();
        Act failed = hear(asked, new Outcome.Failed("expired_or_canceled_card"));
        assertInstanceOf(PaymentEvent.RefundFailed.class, failed.events().get(0));
        assertEquals(Attention.REFUND_FAILED, failed.next().last().attention().code());
        assertEquals(Duration.ofSeconds(15), RefundRules.pause(failed.next()).orElseThrow());
        OrderPayments again = act(RefundRules.repeat(failed.next())).next();
        assertEquals(Refund.id(again.last().id(), 2), again.refunds().get(1).id());
        Act done = hear(again, GIVEN);
        assertNull(done.next().last().attention());
        assertTrue(RefundRules.pause(done.next()).isEmpty());
    }

    @Test
    void a_person_never_gets_more_than_was_captured_pending_ones_counted() {
        OrderPayments first = act(part(paid(), 1190, "a")).next();
        Refused refused = assertInstanceOf(Refused.class, RefundRules.part(first, first.last(), 801, "b", By.SYSTEM));
        assertEquals(PaymentRejection.REFUND_EXCEEDS_CAPTURED, refused.rejection());
        assertInstanceOf(Act.class, RefundRules.part(first, first.last(), 800, "b", By.SYSTEM));
        OrderPayments open = Orders.in(new Open());
        assertInstanceOf(Refused.class, RefundRules.part(open, open.last(), 1, "c", By.SYSTEM));
    }

    @Test
    void a_refund_that_a_person_asked_for_is_not_repeated_by_itself() {
        OrderPayments asked = act(part(paid(), 1990, "a")).next();
        OrderPayments failed = hear(asked, new Outcome.Failed("no")).next();
        assertNull(failed.order().refundWanted());
        assertTrue(RefundRules.pause(failed).isEmpty());
    }

    @Test
    void a_refund_of_everything_goes_on_once_a_creation_without_an_answer_is_closed() {
        OrderPayments unknown = Orders.in(new Unknown());
        OrderPayments asked =
                act(RefundRules.everything(unknown, RefundReason.CANCELLATION)).next();
        Act closed = act(OutcomeRules.hear(asked, asked.last(), new Outcome.Cancelled(), NOW));
        assertTrue(assertInstanceOf(Refunded.class, closed.events().get(1)).complete());
        assertNull(closed.next().order().refundWanted());
    }

    @Test
    void cash_is_handed_back_at_once() {
        OrderPayments cash = Orders.in(Orders.order(PaymentMethod.COD), new Captured(AMOUNT, false));
        Act act = act(RefundRules.part(cash, cash.last(), 990, "came back", By.SYSTEM));
        assertEquals(RefundState.SUCCEEDED, only(act.next()).state());
        assertEquals(
                LedgerAccount.CASH_IN_TRANSIT,
                act.transfers().get(0).entries().get(1).account());
        assertEquals(
                PaymentStatus.PARTIALLY_REFUNDED,
                PaymentStatus.of(act.next(), act.next().last()));
    }

    @TestFactory
    Stream<DynamicTest> every_state_of_a_refund_and_every_outcome_is_written_down() {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        outcomes.put("succeeded", GIVEN);
        outcomes.put("failed", new Outcome.Failed("no"));
        outcomes.put("cancelled", new Outcome.Cancelled());
        outcomes.put("pending", new Outcome.Pending(null));
        outcomes.put("unknown", new Outcome.Unknown("no answer"));
        Map<RefundState, String> expected = Map.of(
                RefundState.WAITING, "! ! ! ! !",
                RefundState.REQUESTED, "SUCCEEDED FAILED FAILED PENDING UNKNOWN",
                RefundState.UNKNOWN, "SUCCEEDED FAILED FAILED PENDING =",
                RefundState.PENDING, "SUCCEEDED FAILED FAILED = =",
                RefundState.SUCCEEDED, "= FAILED FAILED = =",
                RefundState.FAILED, "= = = = =");
        return Stream.of(RefundState.values()).flatMap(state -> outcomes.entrySet().stream()
                .map(outcome -> DynamicTest.dynamicTest(state + " × " + outcome.getKey(), () -> {
                    int column = outcomes.keySet().stream().toList().indexOf(outcome.getKey());
                    assertEquals(expected.get(state).split(" ")[column], next(state, outcome.getValue()));
                })));
    }
}
