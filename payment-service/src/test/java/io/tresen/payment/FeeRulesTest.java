package io.tresen.payment;

import static io.tresen.payment.Orders.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.messaging.Money;
import io.tresen.payment.Decision.Act;
import io.tresen.payment.PaymentState.Captured;
import io.tresen.payment.PaymentState.Confirming;
import io.tresen.payment.PaymentState.Held;
import io.tresen.payment.PaymentState.Open;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FeeRulesTest {

    /** 5 %, at least 0.40. */
    private static final FeeRule FIVE = rule("five", null, null, "EUR", 50_000, 0, 40);

    private static FeeRule rule(
            String name, UUID business, PaymentMethod method, String currency, int ppm, long fixed, long minimum) {
        return new FeeRule(name, business, method, currency, ppm, fixed, minimum, NOW.minusSeconds(60), null);
    }

    @Test
    void five_percent_at_least_forty_cents_give_fifty_cents_on_ten_euros_and_forty_on_six() {
        assertEquals(50, FIVE.feeMinor(1_000));
        assertEquals(40, FIVE.feeMinor(600));
    }

    @Test
    void a_fee_is_never_more_than_what_was_captured_and_rounds_half_up() {
        assertEquals(39, FIVE.feeMinor(39));
        assertEquals(0, FIVE.feeMinor(0));
        FeeRule cent = rule("cent", null, null, "EUR", 15_000, 25, 0);
        assertEquals(26, cent.feeMinor(99), "1.485 and 25");
        assertEquals(27, cent.feeMinor(100), "1.5 and 25");
        assertEquals(20, cent.feeMinor(20));
    }

    @Test
    void the_largest_amount_has_an_exact_fee() {
        long most = (1L << 53) - 1;
        FeeRule nearly = rule("nearly", null, null, null, 999_999, 0, 0);
        assertEquals(9_007_190_247_541_736L, nearly.feeMinor(most));
        assertEquals(most, rule("all", null, null, null, 1_000_000, 0, 0).feeMinor(most));
        assertEquals(
                most, rule("more", null, null, "EUR", 1_000_000, most, most).feeMinor(most));
    }

    @Test
    void a_business_weighs_more_than_a_method_and_that_more_than_a_currency_and_the_newest_holds_among_equals() {
        PaymentOrder order = Orders.card();
        UUID own = order.businessId();
        List<FeeRule> ascending = List.of(
                rule("any", null, null, null, 1, 0, 0),
                rule("currency", null, null, "EUR", 2, 0, 0),
                rule("method", null, PaymentMethod.CARD, null, 3, 0, 0),
                rule("method-currency", null, PaymentMethod.CARD, "EUR", 4, 0, 0),
                rule("business", own, null, null, 5, 0, 0),
                rule("business-currency", own, null, "EUR", 6, 0, 0),
                rule("business-method", own, PaymentMethod.CARD, null, 7, 0, 0),
                rule("all", own, PaymentMethod.CARD, "EUR", 8, 0, 0));
        for (int i = 0; i < ascending.size(); i++) {
            List<FeeRule> some = new ArrayList<>(ascending.subList(0, i + 1));
            some.add(rule("foreign", UUID.randomUUID(), PaymentMethod.CARD, "EUR", 9, 0, 0));
            some.add(rule("cash", own, PaymentMethod.COD, "EUR", 9, 0, 0));
            some.add(rule("dollars", own, PaymentMethod.CARD, "USD", 9, 0, 0));
            Collections.shuffle(some, new Random(i));
            assertEquals(
                    ascending.get(i).name(),
                    FeeRules.inForce(some, order, order.method(), NOW)
                            .orElseThrow()
                            .name());
        }
        FeeRule newer = new FeeRule("newer", null, null, null, 1, 0, 0, NOW, null);
        assertEquals(
                newer,
                FeeRules.inForce(List.of(ascending.get(0), newer), order, order.method(), NOW)
                        .orElseThrow());
        assertEquals(
                "any",
                FeeRules.inForce(List.of(ascending.get(0), newer), order, order.method(), NOW.minusMillis(1))
                        .orElseThrow()
                        .name());
    }

    @Test
    void a_rule_holds_from_its_first_moment_up_to_and_without_its_last() {
        FeeRule dated = new FeeRule("dated", null, null, null, 1, 0, 0, NOW, NOW.plusSeconds(10));
        PaymentOrder order = Orders.card();
        assertTrue(FeeRules.inForce(List.of(dated), order, order.method(), NOW.minusNanos(1))
                .isEmpty());
        assertTrue(FeeRules.inForce(List.of(dated), order, order.method(), NOW).isPresent());
        assertTrue(FeeRules.inForce(List.of(dated), order, order.method(), NOW.plusSeconds(10))
                .isEmpty());
    }

    private static Act charged(OrderPayments before, Act act) {
        return FeeRules.captured(before, act)
                .map(paid -> FeeRules.charge(act, paid, FIVE))
                .orElse(act);
    }

    private static Act hear(OrderPayments held, Money taken, long afterS) {
        Act act = assertInstanceOf(
                Act.class, OutcomeRules.hear(held, held.last(), new Outcome.Succeeded(taken), NOW.plusSeconds(afterS)));
        return charged(held, act);
    }

    @Test
    void the_fee_is_a_leg_of_the_captures_own_transfer() {
        Act paid = hear(Orders.in(new Confirming()), Orders.AMOUNT, 0);
        assertEquals(new Fee(100, "five"), paid.next().last().fee());
        assertEquals(1, paid.transfers().size());
        assertEquals(
                List.of(
                        new Transfer.Entry(LedgerAccount.PROVIDER_CLEARING, true, Orders.AMOUNT),
                        new Transfer.Entry(LedgerAccount.BUSINESS_BALANCE, false, new Money(1_890, "EUR")),
                        new Transfer.Entry(LedgerAccount.PLATFORM_FEES, false, new Money(100, "EUR"))),
                paid.transfers().get(0).entries());
        assertEquals(Orders.PARTS.withFee(100), paid.next().parts(paid.next().last()));
    }

    @Test
    void cash_on_delivery_costs_the_same() {
        PaymentOrder order = Orders.order(PaymentMethod.COD).collectionOpened();
        OrderPayments open = Orders.in(order, new Open());
        Act paid = charged(open, (Act) PaymentRules.collect(open, open.last(), Orders.AMOUNT));
        assertEquals(100, paid.next().last().fee().amountMinor());
        assertEquals(
                LedgerAccount.PLATFORM_FEES,
                paid.transfers().get(0).entries().get(2).account());
    }

    @Test
    void late_and_held_money_costs_nothing_and_has_no_parts() {
        for (Act act : List.of(
                hear(Orders.in(new Confirming()), Orders.AMOUNT, 601),
                hear(Orders.in(new Confirming()), new Money(1_890, "EUR"), 0),
                hear(Orders.in(new Confirming()), new Money(1_990, "USD"), 0))) {
            assertEquals(Fee.NONE, act.next().last().fee());
            assertEquals(Parts.NONE, act.next().parts(act.next().last()));
            assertEquals(2, act.transfers().get(0).entries().size());
        }
    }

    @Test
    void a_refund_of_late_or_held_money_reverses_nothing() {
        for (PaymentState state : List.of(new Captured(Orders.AMOUNT, true), new Held(Orders.AMOUNT, "wrong-amount"))) {
            OrderPayments held = Orders.in(state);
            assertEquals(Parts.NONE, held.reversing(held.last(), 1_000));
        }
    }

    @Test
    void of_two_charges_the_first_alone_has_a_fee() {
        OrderPayments failed = Orders.in(new PaymentState.Failed("card_declined"));
        OrderPayments second = ((Act) PaymentRules.claim(failed, NOW)).next();
        Act first = charged(second, (Act)
                OutcomeRules.hear(second, second.payments().get(0), new Outcome.Succeeded(Orders.AMOUNT), NOW));
        Act both = hear(first.next(), Orders.AMOUNT, 0);
        assertEquals(100, both.next().payments().get(0).fee().amountMinor());
        assertEquals(Fee.NONE, both.next().last().fee());
    }

    @Test
    void a_fee_that_takes_all_leaves_no_leg_of_zero() {
        OrderPayments held = Orders.in(new Confirming());
        Act act = (Act) OutcomeRules.hear(held, held.last(), new Outcome.Succeeded(Orders.AMOUNT), NOW);
        Act charged = FeeRules.charge(act, act.next().last(), rule("all", null, null, null, 1_000_000, 0, 0));
        assertEquals(2, charged.transfers().get(0).entries().size());
    }
}
