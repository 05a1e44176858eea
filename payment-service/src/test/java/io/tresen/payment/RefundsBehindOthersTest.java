package io.tresen.payment;

import static io.tresen.payment.Orders.AMOUNT;
import static io.tresen.payment.Orders.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.messaging.Money;
import io.tresen.payment.Decision.Act;
import io.tresen.payment.PaymentEvent.Refunded;
import io.tresen.payment.PaymentState.Unknown;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What an order wants back waits for what is under way, and goes on after it however that ended. */
class RefundsBehindOthersTest extends RefundsUnderTest {

    @Test
    void what_a_person_asked_for_in_vain_takes_no_try_from_what_must_go_back() {
        OrderPayments held = paid();
        for (int i = 0; i < 11; i++) {
            held = act(part(held, 10, "in vain")).next();
            held = hear(held, new Outcome.Failed("expired_card")).next();
        }
        held = act(RefundRules.everything(held, RefundReason.CANCELLATION)).next();
        held = hear(held, new Outcome.Failed("expired_card")).next();
        assertEquals(java.util.Optional.of(Duration.ofSeconds(15)), RefundRules.pause(held));
    }

    @Test
    void it_waits_for_a_refund_in_flight_and_then_gives_the_rest() {
        OrderPayments part = act(part(paid(), 500, "scratched")).next();
        OrderPayments asked =
                act(RefundRules.everything(part, RefundReason.CANCELLATION)).next();
        assertEquals(part.refunds(), asked.refunds());
        Act first = act(RefundRules.hear(
                asked, asked.refunds().get(0), "re_1", new Outcome.Succeeded(new Money(500, "EUR")), NOW));
        assertFalse(assertInstanceOf(Refunded.class, first.events().get(0)).complete());
        assertEquals(2, first.next().refunds().size());
        assertEquals(1490, first.next().refunds().get(1).amount().amountMinor());
        assertTrue(assertInstanceOf(
                        Refunded.class,
                        hear(first.next(), new Outcome.Succeeded(new Money(1490, "EUR")))
                                .events()
                                .get(0))
                .complete());
    }

    @Test
    void a_persons_refund_that_it_waited_for_and_that_failed_does_not_end_it() {
        OrderPayments part = act(part(paid(), 500, "scratched")).next();
        OrderPayments asked =
                act(RefundRules.everything(part, RefundReason.CANCELLATION)).next();
        OrderPayments failed = hear(asked, new Outcome.Failed("expired_card")).next();
        assertEquals(java.util.Optional.of(Duration.ofSeconds(15)), RefundRules.pause(failed));
        OrderPayments again = act(RefundRules.repeat(failed)).next();
        assertEquals(2, again.refunds().size());
        assertEquals(AMOUNT, again.refunds().get(1).amount());
        assertEquals(RefundReason.CANCELLATION, again.refunds().get(1).reason());
        assertTrue(assertInstanceOf(Refunded.class, hear(again, GIVEN).events().get(0))
                .complete());
    }

    @Test
    void a_persons_refund_of_a_payment_that_was_unknown_and_that_failed_does_not_end_it_either() {
        OrderPayments part =
                act(part(Orders.in(new Unknown()), 500, "scratched")).next();
        OrderPayments came =
                act(OutcomeRules.hear(part, part.last(), GIVEN, NOW)).next();
        assertEquals(RefundState.REQUESTED, only(came).state());
        OrderPayments asked =
                act(RefundRules.everything(came, RefundReason.CANCELLATION)).next();
        OrderPayments failed = hear(asked, new Outcome.Failed("expired_card")).next();
        assertEquals(java.util.Optional.of(Duration.ofSeconds(15)), RefundRules.pause(failed));
        OrderPayments again = act(RefundRules.repeat(failed)).next();
        assertEquals(AMOUNT, again.refunds().get(1).amount());
    }

    @Test
    void it_waits_for_an_unknown_payment_and_gives_back_what_came() {
        OrderPayments asked = act(RefundRules.everything(Orders.in(new Unknown()), RefundReason.CANCELLATION))
                .next();
        assertTrue(asked.refunds().isEmpty());
        OrderPayments came =
                act(OutcomeRules.hear(asked, asked.last(), GIVEN, NOW)).next();
        assertEquals(AMOUNT, only(came).amount());
        assertTrue(assertInstanceOf(Refunded.class, hear(came, GIVEN).events().get(0))
                .complete());

        Act never = act(OutcomeRules.hear(asked, asked.last(), new Outcome.Failed("card_declined"), NOW));
        assertTrue(assertInstanceOf(Refunded.class, never.events().get(1)).complete());
    }
}
