package io.tresen.payment;

import static io.tresen.payment.Orders.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.messaging.Money;
import io.tresen.payment.Decision.Act;
import io.tresen.payment.Decision.Duplicate;
import io.tresen.payment.PaymentEvent.Refunded;
import io.tresen.payment.PaymentState.Held;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A refund that succeeded and fails later: what must be back is wanted again, what need not be is left to a person. */
class RefundsThatComeBackTest extends RefundsUnderTest {

    @Test
    void a_refund_that_fails_after_it_succeeded_is_booked_back_and_repeated() {
        OrderPayments done = hear(
                        act(RefundRules.everything(paid(), RefundReason.CANCELLATION))
                                .next(),
                        GIVEN)
                .next();
        Act back = hear(done, new Outcome.Failed("lost_or_stolen_card"));
        assertEquals(Transfer.Kind.REFUND_REVERSAL, back.transfers().get(0).kind());
        assertEquals(1990, back.next().refundableMinor(back.next().last()));
        assertEquals(2, act(RefundRules.repeat(back.next())).next().refunds().size());
    }

    /** A card that was closed meanwhile: the shop would keep it of an order that is cancelled. */
    @Test
    void a_persons_refund_that_comes_back_after_everything_went_back_is_wanted_again() {
        OrderPayments part = hear(
                        act(part(paid(), 500, "scratched")).next(), new Outcome.Succeeded(new Money(500, "EUR")))
                .next();
        OrderPayments rest =
                act(RefundRules.everything(part, RefundReason.CANCELLATION)).next();
        OrderPayments over =
                hear(rest, new Outcome.Succeeded(new Money(1490, "EUR"))).next();
        assertNull(over.order().refundWanted());
        Act back = act(
                RefundRules.hear(over, over.refunds().get(0), "re_1", new Outcome.Failed("lost_or_stolen_card"), NOW));
        assertEquals(Transfer.Kind.REFUND_REVERSAL, back.transfers().get(0).kind());
        assertEquals(java.util.Optional.of(Duration.ofSeconds(15)), RefundRules.pause(back.next()));
        Refund again = act(RefundRules.repeat(back.next())).next().refunds().get(2);
        assertEquals(new Money(500, "EUR"), again.amount());
        assertEquals(RefundReason.CANCELLATION, again.reason());
    }

    private static OrderPayments givenByAPerson(OrderPayments held, long amountMinor) {
        return hear(
                        act(part(held, amountMinor, "scratched")).next(),
                        new Outcome.Succeeded(new Money(amountMinor, "EUR")))
                .next();
    }

    /** The bank returns the first refund, though it had gone through. */
    private static OrderPayments returned(OrderPayments held) {
        Refund first = held.refunds().get(0);
        return act(RefundRules.hear(held, first, first.providerRef(), new Outcome.Failed("lost_or_stolen_card"), NOW))
                .next();
    }

    private static void goesBackAgain(OrderPayments held, long amountMinor, RefundReason reason) {
        assertEquals(java.util.Optional.of(Duration.ofSeconds(15)), RefundRules.pause(held));
        OrderPayments asked = act(RefundRules.repeat(held)).next();
        Refund again = asked.refunds().get(asked.refunds().size() - 1);
        assertEquals(new Money(amountMinor, "EUR"), again.amount());
        assertEquals(reason, again.reason());
        Act done = hear(asked, new Outcome.Succeeded(again.amount()));
        assertTrue(assertInstanceOf(Refunded.class, done.events().get(0)).complete());
        assertNull(done.next().order().refundWanted());
    }

    /** As the version before leaves it, which knows no such column. */
    private static OrderPayments unnoted(OrderPayments held) {
        PaymentOrder order = held.order();
        return held.with(new PaymentOrder(
                order.orderId(),
                order.businessId(),
                order.orderNo(),
                order.shopperId(),
                order.conversationId(),
                order.method(),
                order.amount(),
                order.parts(),
                order.payToken(),
                order.payBy(),
                order.withdrawn(),
                order.collectionOpen(),
                order.refundWanted(),
                false));
    }

    @Test
    void a_persons_refund_that_comes_back_after_a_cancellation_that_found_nothing_left_is_wanted_again() {
        OrderPayments all = givenByAPerson(paid(), 1990);
        Act nothing = act(RefundRules.everything(all, RefundReason.CANCELLATION));
        assertTrue(assertInstanceOf(Refunded.class, nothing.events().get(0)).complete());
        assertEquals(1, nothing.next().refunds().size());
        goesBackAgain(returned(nothing.next()), 1990, RefundReason.CANCELLATION);
    }

    @Test
    void a_cancellation_that_waited_for_a_persons_refund_of_everything_is_remembered_whoever_noted_it() {
        OrderPayments flying = act(part(paid(), 1990, "scratched")).next();
        OrderPayments asked =
                act(RefundRules.everything(flying, RefundReason.CANCELLATION)).next();
        for (OrderPayments held : new OrderPayments[] {asked, unnoted(asked)}) {
            OrderPayments over = hear(held, GIVEN).next();
            assertNull(over.order().refundWanted());
            goesBackAgain(returned(over), 1990, RefundReason.CANCELLATION);
        }
    }

    @Test
    void of_an_order_that_the_version_before_cancelled_its_refunds_tell_that_it_was() {
        OrderPayments part = givenByAPerson(paid(), 500);
        OrderPayments rest =
                act(RefundRules.everything(part, RefundReason.CANCELLATION)).next();
        OrderPayments over =
                hear(rest, new Outcome.Succeeded(new Money(1490, "EUR"))).next();
        goesBackAgain(returned(unnoted(over)), 500, RefundReason.CANCELLATION);
    }

    @Test
    void a_persons_refund_of_a_withdrawn_order_that_comes_back_is_wanted_again() {
        OrderPayments all = givenByAPerson(paid(), 1990);
        OrderPayments withdrawn = act(PaymentRules.withdraw(all, "expired")).next();
        assertEquals(1, withdrawn.refunds().size());
        goesBackAgain(returned(withdrawn), 1990, RefundReason.LATE_MONEY);

        OrderPayments part = givenByAPerson(paid(), 500);
        OrderPayments rest = act(PaymentRules.withdraw(part, "expired")).next();
        OrderPayments over =
                hear(rest, new Outcome.Succeeded(new Money(1490, "EUR"))).next();
        OrderPayments asked =
                act(RefundRules.everything(over, RefundReason.LATE_MONEY)).next();
        for (OrderPayments held : new OrderPayments[] {over, asked}) {
            goesBackAgain(returned(held), 500, RefundReason.LATE_MONEY);
        }
    }

    @Test
    void a_persons_refund_that_comes_back_while_the_order_stands_is_not_wanted_again() {
        OrderPayments back = returned(givenByAPerson(paid(), 1990));
        assertNull(back.order().refundWanted());
        assertInstanceOf(Duplicate.class, RefundRules.repeat(back));

        OrderPayments late = hear(
                        act(RefundRules.repeat(paidTwiceAndTheSecondStuck())).next(), GIVEN)
                .next();
        OrderPayments part = hear(firstPart(late, 500), GIVEN).next();
        assertNull(hear(part, new Outcome.Failed("lost_or_stolen_card"))
                .next()
                .order()
                .refundWanted());
    }

    /** It would be told that all went back. */
    @Test
    void held_money_that_comes_back_stays_a_persons_when_the_order_was_cancelled() {
        Held wrong = new Held(new Money(1890, "EUR"), "wrong-amount");
        OrderPayments gone = givenByAPerson(Orders.in(wrong), 1890);
        OrderPayments cancelled =
                act(RefundRules.everything(gone, RefundReason.CANCELLATION)).next();
        OrderPayments back = returned(cancelled);
        assertNull(back.order().refundWanted());
        assertEquals(Attention.REFUND_FAILED, back.last().attention().code());
    }
}
