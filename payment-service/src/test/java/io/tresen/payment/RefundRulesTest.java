package io.tresen.payment;

import static io.tresen.payment.Orders.AMOUNT;
import static io.tresen.payment.Orders.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.messaging.By;
import io.tresen.messaging.Money;
import io.tresen.payment.Decision.Act;
import io.tresen.payment.Decision.Duplicate;
import io.tresen.payment.Decision.Refused;
import io.tresen.payment.PaymentEvent.Refunded;
import io.tresen.payment.PaymentState.Captured;
import io.tresen.payment.PaymentState.Held;
import io.tresen.payment.PaymentState.Open;
import io.tresen.payment.PaymentState.Unknown;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RefundRulesTest {

    private static final Outcome GIVEN = new Outcome.Succeeded(AMOUNT);

    private static OrderPayments paid() {
        return Orders.in(new Captured(AMOUNT, false));
    }

    private static Act act(Decision decision) {
        return assertInstanceOf(Act.class, decision);
    }

    private static Decision part(OrderPayments held, long amountMinor, String note) {
        return RefundRules.part(held, held.last(), amountMinor, note, By.SYSTEM);
    }

    private static Refund only(OrderPayments held) {
        assertEquals(1, held.refunds().size());
        return held.refunds().get(0);
    }

    private static Act hear(OrderPayments held, Outcome outcome) {
        return act(RefundRules.hear(held, held.refunds().get(held.refunds().size() - 1), "re_1", outcome, NOW));
    }

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

    /** Attempt 1 was captured in time, attempt 2 beside it, and the refund of attempt 2 has failed. */
    private static OrderPayments paidTwiceAndTheSecondStuck() {
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

    private static OrderPayments firstPart(OrderPayments held, long amountMinor) {
        Payment first = held.payments().get(0);
        return act(RefundRules.part(held, first, amountMinor, "broken", By.SYSTEM))
                .next();
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
    void held_money_goes_back_by_a_person_and_then_nobody_is_needed() {
        Held held = new Held(new Money(1890, "EUR"), "wrong-amount");
        OrderPayments wrong = Orders.in(held);
        wrong = wrong.with(wrong.last().with(new Attention("wrong-amount", NOW)));
        OrderPayments asked = act(RefundRules.part(wrong, wrong.last(), 1890, "wrong amount", By.SYSTEM))
                .next();
        Act done = hear(asked, new Outcome.Succeeded(new Money(1890, "EUR")));
        assertNull(done.next().last().attention());
        assertEquals(
                PaymentStatus.REFUNDED,
                PaymentStatus.of(done.next(), done.next().last()));
    }

    private static OrderPayments calling(OrderPayments held, String code) {
        return held.with(held.last().with(new Attention(code, NOW)));
    }

    @Test
    void a_part_refund_that_was_unclear_or_had_failed_needs_nobody_once_it_went_back() {
        Outcome part = new Outcome.Succeeded(new Money(500, "EUR"));
        OrderPayments asked = act(part(paid(), 500, "a")).next();
        OrderPayments unclear =
                act(RefundRules.unclear(asked, only(asked), NOW)).next();
        assertNull(hear(unclear, part).next().last().attention());

        OrderPayments failed = hear(asked, new Outcome.Failed("no")).next();
        OrderPayments again = act(part(failed, 500, "b")).next();
        assertNull(hear(again, part).next().last().attention());
    }

    @Test
    void it_stays_unclear_while_another_refund_is_under_way() {
        OrderPayments both =
                act(part(act(part(paid(), 500, "a")).next(), 600, "b")).next();
        OrderPayments unclear = calling(both, Attention.UNCLEAR);
        Act one = act(RefundRules.hear(unclear, unclear.refunds().get(0), "re_1", GIVEN, NOW));
        assertEquals(Attention.UNCLEAR, one.next().last().attention().code());
        assertNull(hear(one.next(), GIVEN).next().last().attention());
    }

    @Test
    void a_part_refund_leaves_what_is_wrong_with_the_payment_and_a_full_one_only_a_second_charge() {
        for (String code : new String[] {"wrong-amount", Attention.SECOND_CHARGE}) {
            OrderPayments some = calling(act(part(paid(), 500, "a")).next(), code);
            assertEquals(code, hear(some, GIVEN).next().last().attention().code());
        }
        OrderPayments all = act(part(paid(), 1990, "a")).next();
        assertNull(hear(calling(all, "wrong-amount"), GIVEN).next().last().attention());
        assertEquals(
                Attention.SECOND_CHARGE,
                hear(calling(all, Attention.SECOND_CHARGE), GIVEN)
                        .next()
                        .last()
                        .attention()
                        .code());
    }

    @Test
    void a_refund_that_failed_is_not_said_over_what_is_wrong_with_the_payment() {
        OrderPayments asked = act(part(paid(), 500, "a")).next();
        for (String code : new String[] {"wrong-amount", Attention.SECOND_CHARGE}) {
            Act failed = hear(calling(asked, code), new Outcome.Failed("no"));
            assertEquals(code, failed.next().last().attention().code());
        }
        Act failed = hear(calling(asked, Attention.UNCLEAR), new Outcome.Failed("no"));
        assertEquals(Attention.REFUND_FAILED, failed.next().last().attention().code());
    }

    @Test
    void a_pending_refund_that_was_unclear_is_no_longer_once_the_provider_says_that_it_goes_on() {
        OrderPayments asked = act(part(paid(), 500, "a")).next();
        OrderPayments pending = hear(asked, new Outcome.Pending(null)).next();
        OrderPayments unclear =
                act(RefundRules.unclear(pending, only(pending), NOW)).next();
        Act heard = hear(unclear, new Outcome.Pending(null));
        assertNull(heard.next().last().attention());
        assertEquals(RefundState.PENDING, only(heard.next()).state());
        assertInstanceOf(
                Duplicate.class,
                RefundRules.hear(heard.next(), only(heard.next()), "re_1", new Outcome.Pending(null), NOW));
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

    private static String next(RefundState state, Outcome outcome) {
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
