package io.tresen.payment.topup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.messaging.By;
import io.tresen.messaging.Money;
import io.tresen.messaging.Rejection;
import io.tresen.payment.Attention;
import io.tresen.payment.Outcome;
import io.tresen.payment.PayPageState;
import io.tresen.payment.PaymentState;
import io.tresen.payment.RefundState;
import io.tresen.payment.topup.TopUpDecision.Act;
import io.tresen.payment.topup.TopUpDecision.Duplicate;
import io.tresen.payment.topup.TopUpDecision.Refused;
import io.tresen.payment.wallet.WalletLimit;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TopUpRulesTest {

    private static final Instant NOW = Instant.parse("2025-06-01T12:00:00Z");
    private static final UUID SHOPPER = UUID.randomUUID();

    private final TopUp open = TopUp.open(
            new TopUpKey(UUID.randomUUID(), UUID.randomUUID()),
            SHOPPER,
            new Money(1990, "EUR"),
            "token",
            By.shopper(SHOPPER),
            NOW,
            NOW.plusSeconds(3600));

    private static String refusal(long minor, String amounts, String kept, long today, long waiting) {
        return TopUpRules.refusal(new Money(minor, amounts), kept, WalletLimit.of(kept), today, waiting)
                .map(Rejection::code)
                .orElse("");
    }

    @Test
    void what_a_card_can_not_be_charged_with_is_refused() {
        assertEquals("", refusal(50, "EUR", "EUR", 0, 0));
        assertEquals("amount-not-payable", refusal(49, "EUR", "EUR", 0, 0));
        assertEquals("invalid-amount", refusal(0, "EUR", "EUR", 0, 0));
        assertEquals("invalid-amount", refusal(500, "USD", "EUR", 0, 0));
        assertEquals("", refusal(1_000, "KWD", "KWD", 0, 0));
        assertEquals("amount-not-payable", refusal(1_005, "KWD", "KWD", 0, 0));
    }

    @Test
    void one_top_up_and_a_day_have_their_limits() {
        assertEquals("", refusal(100_000, "EUR", "EUR", 400_000, 0));
        assertEquals("top-up-limit-exceeded", refusal(100_001, "EUR", "EUR", 0, 0));
        assertEquals("daily-top-up-limit-exceeded", refusal(100_000, "EUR", "EUR", 400_001, 0));
        assertEquals("", refusal(100, "EUR", "EUR", 0, 4));
        assertEquals("too-many-top-ups", refusal(100, "EUR", "EUR", 0, 5));
    }

    @Test
    void what_tries_a_declined_one_again_has_the_same_id_each_time_and_the_same_deadline() {
        TopUp failed = open.known("pi_1").in(new PaymentState.Failed("card_declined"));
        TopUp one = act(TopUpRules.claim(failed, 1, "t1", NOW)).next();
        TopUp other = act(TopUpRules.claim(failed, 1, "t2", NOW)).next();
        assertEquals(one.id(), other.id());
        assertFalse(one.id().equals(open.id()));
        assertEquals(open.id(), one.retryOf());
        assertEquals(open.payBy(), one.payBy());
        assertNull(one.providerRef());
    }

    @Test
    void after_ten_declined_cards_the_page_takes_none_and_shows_none() {
        TopUp failed = open.known("pi_1").in(new PaymentState.Failed("card_declined"));
        assertInstanceOf(Act.class, TopUpRules.claim(failed, 9, "next", NOW));
        assertEquals(failed, TopUpRules.shown(failed, 9));
        Refused refused = assertInstanceOf(Refused.class, TopUpRules.claim(failed, 10, "next", NOW));
        assertEquals("not-payable", refused.rejection().code());
        assertEquals(PayPageState.CLOSED, PayPageState.of(TopUpRules.shown(failed, 10), NOW));
        assertEquals(TopUpStatus.FAILED, TopUpStatus.of(TopUpRules.shown(failed, 10)));
    }

    @Test
    void the_last_card_is_charged_once_and_what_it_brought_is_shown() {
        TopUp last = open.in(new PaymentState.Confirming());
        assertInstanceOf(Duplicate.class, TopUpRules.claim(last, 10, "next", NOW));
        TopUp paid = open.in(new PaymentState.Captured(open.amount(), false));
        assertEquals(paid, TopUpRules.shown(paid, 10));
    }

    @Test
    void money_of_another_amount_goes_back_as_what_was_taken_and_calls_a_person_until_it_did() {
        TopUp held = act(TopUpRules.hear(open.known("pi_1"), new Outcome.Succeeded(new Money(990, "EUR")), NOW))
                .next();
        assertEquals(new Attention("wrong-amount", NOW), held.attention());
        assertEquals(new Money(990, "EUR"), held.refund().amount());
        assertEquals(TopUpStatus.PENDING, TopUpStatus.of(held));
        TopUp back =
                act(hear(held, new Outcome.Succeeded(new Money(990, "EUR")))).next();
        assertNull(back.attention());
        assertEquals(TopUpStatus.REFUNDED, TopUpStatus.of(back));
        assertInstanceOf(Duplicate.class, hear(back, new Outcome.Succeeded(new Money(990, "EUR"))));
    }

    @Test
    void a_refund_that_failed_is_tried_again_under_another_id_ten_times_at_most() {
        TopUp held = act(TopUpRules.hear(open, new Outcome.Succeeded(new Money(990, "EUR")), NOW))
                .next();
        for (int n = 1; n <= 10; n++) {
            TopUp failed = act(hear(held, new Outcome.Failed("no"))).next();
            assertEquals(RefundState.FAILED, failed.refund().state());
            assertEquals("wrong-amount", failed.attention().code());
            TopUp again = act(TopUpRefundRules.repeat(failed)).next();
            assertFalse(again.refund().id().equals(held.refund().id()));
            assertEquals(n + 1, again.refund().n());
            held = again;
        }
        TopUp last = act(hear(held, new Outcome.Failed("no"))).next();
        assertTrue(TopUpRefundRules.pause(last).isEmpty());
        assertInstanceOf(Duplicate.class, TopUpRefundRules.repeat(last));
    }

    @Test
    void another_charge_under_the_top_ups_name_is_told_once_and_credits_nothing() {
        TopUp paid = open.known("pi_1").in(new PaymentState.Captured(open.amount(), false));
        Act told = act(TopUpRules.elsewhere(paid, new Outcome.Succeeded(open.amount()), NOW));
        assertEquals(Attention.SECOND_CHARGE, told.next().attention().code());
        assertNull(told.transfer());
        assertInstanceOf(Duplicate.class, TopUpRules.elsewhere(told.next(), new Outcome.Succeeded(open.amount()), NOW));
        assertInstanceOf(Duplicate.class, TopUpRules.elsewhere(paid, new Outcome.Failed("x"), NOW));
    }

    @Test
    void a_charge_is_confirmed_in_time_and_while_somebody_waits() {
        TopUp claimed = open.in(new PaymentState.Confirming());
        assertTrue(TopUpRules.mayConfirm(claimed, NOW));
        assertFalse(TopUpRules.mayConfirm(claimed, open.payBy()));
        assertFalse(TopUpRules.mayConfirm(claimed.withdrawnFor("cancelled"), NOW));
        assertFalse(TopUpRules.mayConfirm(claimed.in(new PaymentState.Unknown()), NOW));
    }

    private static TopUpDecision hear(TopUp topUp, Outcome outcome) {
        return TopUpRefundRules.hear(topUp, topUp.refund().id(), "re_1", outcome, NOW);
    }

    private static Act act(TopUpDecision decision) {
        return assertInstanceOf(Act.class, decision);
    }
}
