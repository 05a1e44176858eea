package io.tresen.payment;

import static io.tresen.payment.Orders.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tresen.messaging.By;
import io.tresen.messaging.Money;
import io.tresen.payment.Decision.Act;
import io.tresen.payment.Decision.Duplicate;
import io.tresen.payment.PaymentState.Held;
import org.junit.jupiter.api.Test;

/** Whether a person is needed, once a refund went back, failed or became clear. */
class RefundsAndAttentionTest extends RefundsUnderTest {

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
}
