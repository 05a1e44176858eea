package io.tresen.order;

import static io.tresen.order.Samples.BERLIN;
import static io.tresen.order.Samples.NOW;
import static io.tresen.order.Samples.SHOP;
import static io.tresen.order.Samples.catalog;
import static io.tresen.order.Samples.product;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tresen.costs.CostRules;
import io.tresen.costs.Discount;
import io.tresen.costs.ShippingRule;
import io.tresen.costs.TaxPart;
import io.tresen.costs.TaxRule;
import io.tresen.messaging.Money;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Placing by a shop's rules and codes; the sums themselves are contracts/costs' to prove. */
class WhatAnOrderCostsTest {

    private static final Product MUG = product("mug", 1_990, ProductKind.GOODS);
    private static final Product HAIRCUT = product("haircut", 2_500, ProductKind.SERVICE);
    private static final Address VIENNA = new Address("A. Buyer", "Gasse 1", "1010", "Wien", "AT", null, null);
    private static final CostRules RULES = new CostRules(
            7,
            List.of(new ShippingRule(Set.of("DE"), 490, 5_000L)),
            List.of(new TaxRule(null, Set.of("DE"), 190_000)),
            true);

    @Test
    void the_parts_and_the_rules_version_are_fixed_with_the_order() {
        Placing.Accepted accepted =
                accepted(draft(PaymentMethod.CARD, BERLIN, "TENTH", 2_281L), terms(code(null, 100_000, null, 0)));
        assertEquals(1_990, accepted.amounts().subtotalMinor());
        assertEquals(490, accepted.amounts().shippingMinor());
        assertEquals(199, accepted.amounts().discountMinor());
        // 2,281 - 2,281 ÷ 1.19 = 364.19
        assertEquals(
                List.of(new TaxPart(190_000, 1_917, 364)), accepted.amounts().taxes());
        assertEquals(new Money(2_281, "EUR"), accepted.total());
        assertEquals(7L, accepted.rulesVersion());
        assertEquals(190_000, accepted.lines().get(0).taxRatePpm());
        Outcome.Act placed = OrderRules.placed(
                Samples.ORDER,
                "T00001",
                "key",
                draft(PaymentMethod.CARD, BERLIN, "TENTH", null),
                null,
                null,
                accepted,
                NOW);
        assertEquals("TENTH", placed.order().facts().discountCode());
        assertEquals(accepted.amounts(), placed.order().facts().amounts());
    }

    @Test
    void a_shop_without_rules_has_no_version_and_no_tax_on_its_lines() {
        Placing.Accepted accepted =
                accepted(draft(PaymentMethod.CARD, BERLIN, null, null), new Terms(SHOP, CostRules.NONE, null));
        assertNull(accepted.rulesVersion());
        assertNull(accepted.lines().get(0).taxRatePpm());
        assertEquals(List.of(), accepted.amounts().taxes());
    }

    @Test
    void an_expected_total_is_compared_with_all_parts() {
        OrderRejection.PriceChanged changed = assertInstanceOf(
                OrderRejection.PriceChanged.class,
                rejection(draft(PaymentMethod.CARD, BERLIN, null, 1_990L), terms(null)));
        assertEquals(new Money(2_480, "EUR"), changed.total());
        accepted(draft(PaymentMethod.CARD, BERLIN, null, 2_480L), terms(null));
    }

    @Test
    void a_code_that_can_not_be_used_is_refused_by_name_with_the_total_without_it() {
        OrderDraft draft = draft(PaymentMethod.CARD, BERLIN, "TENTH", 2_281L);
        Discount later = new Discount("TENTH", null, 100_000, NOW.plusSeconds(1), null, 0);
        Discount over = new Discount("TENTH", null, 100_000, null, NOW, 0);
        assertEquals(
                "unknown-discount", declined(draft, terms(null)).rejection().code());
        assertEquals("discount-not-valid-yet", code(draft, terms(of(later, null, 0))));
        assertEquals("discount-expired", code(draft, terms(of(over, null, 0))));
        assertEquals("discount-used-up", code(draft, terms(code(null, 100_000, 3, 3))));
        assertEquals(
                "discount-minimum-not-reached",
                code(draft, terms(of(new Discount("TENTH", null, 100_000, null, null, 1_991), null, 0))));
        assertEquals(new Money(2_480, "EUR"), declined(draft, terms(null)).total());
        accepted(draft(PaymentMethod.CARD, BERLIN, "TENTH", null), terms(code(null, 100_000, 3, 2)));
    }

    @Test
    void goods_go_only_where_a_shipping_rule_holds_and_services_anywhere() {
        assertEquals("country-not-served", code(draft(PaymentMethod.CARD, VIENNA, null, null), terms(null)));
        OrderDraft service = new OrderDraft(
                SHOP.businessId(),
                null,
                List.of(new OrderDraft.Line(HAIRCUT.productId(), "haircut", 1, null)),
                PaymentMethod.CARD,
                VIENNA,
                null,
                1_800,
                null,
                false);
        assertEquals(0, accepted(service, terms(null)).amounts().shippingMinor());
    }

    /** A service without an address is rendered where the shop is, so its tax is the shop's. */
    @Test
    void a_service_without_an_address_is_taxed_where_the_shop_is() {
        OrderDraft service = new OrderDraft(
                SHOP.businessId(),
                null,
                List.of(new OrderDraft.Line(HAIRCUT.productId(), "haircut", 1, null)),
                PaymentMethod.CARD,
                null,
                null,
                1_800,
                null,
                false);
        assertEquals(399, accepted(service, terms(null)).amounts().taxIncludedMinor());
    }

    /** KWD 1.990 less 7 % with 5 % on top: reckoned to the thousandth, no card could pay it. */
    @Test
    void what_a_shop_in_kuwait_asks_for_can_be_paid_by_card() {
        Terms kuwait = new Terms(
                new Business(SHOP.businessId(), "Dates", "KW", "KWD", "en", Set.of(PaymentMethod.CARD)),
                new CostRules(1, List.of(), List.of(new TaxRule(null, Set.of(), 50_000)), false),
                new DiscountCode(new Discount("TENTH", null, 70_000, null, null, 0), "KWD", null, 0, 1));
        Placing.Accepted accepted = accepted(draft(PaymentMethod.CARD, BERLIN, "TENTH", null), kuwait);
        assertEquals(140, accepted.amounts().discountMinor());
        assertEquals(90, accepted.amounts().taxMinor());
        assertEquals(1_940, accepted.total().amountMinor());
    }

    @Test
    void nothing_to_pay_can_be_paid_by_no_method() {
        Terms free = new Terms(SHOP, CostRules.NONE, code(5_000L, null, null, 0));
        for (PaymentMethod method : List.of(PaymentMethod.CARD, PaymentMethod.COD)) {
            OrderRejection.AmountNotPayable refusal = assertInstanceOf(
                    OrderRejection.AmountNotPayable.class, rejection(draft(method, BERLIN, "TENTH", null), free));
            assertEquals(0, refusal.total().amountMinor());
        }
    }

    @Test
    void an_order_comes_to_nothing_by_rejection_expiry_and_cancellation_alone() {
        for (OrderStatus status : OrderStatus.values()) {
            boolean undone = Set.of(OrderStatus.REJECTED, OrderStatus.EXPIRED, OrderStatus.CANCELLED)
                    .contains(status);
            assertEquals(undone, Samples.in(status, PaymentMethod.CARD).isUndone(), status.word());
        }
    }

    private static Terms terms(DiscountCode code) {
        return new Terms(SHOP, RULES, code);
    }

    private static DiscountCode code(Long amountMinor, Integer ratePpm, Integer maxUses, int uses) {
        return of(new Discount("TENTH", amountMinor, ratePpm, null, (Instant) null, 0), maxUses, uses);
    }

    private static DiscountCode of(Discount discount, Integer maxUses, int uses) {
        return new DiscountCode(discount, "EUR", maxUses, uses, 1);
    }

    private static OrderDraft draft(PaymentMethod method, Address address, String code, Long expectedMinor) {
        return new OrderDraft(
                SHOP.businessId(),
                null,
                List.of(new OrderDraft.Line(MUG.productId(), "mug", 1, null)),
                method,
                address,
                expectedMinor == null ? null : new Money(expectedMinor, "EUR"),
                1_800,
                code,
                false);
    }

    private static Placing.Accepted accepted(OrderDraft draft, Terms terms) {
        return assertInstanceOf(Placing.Accepted.class, OrderRules.place(draft, terms, catalog(MUG, HAIRCUT), NOW));
    }

    private static Placing.Declined declined(OrderDraft draft, Terms terms) {
        return assertInstanceOf(Placing.Declined.class, OrderRules.place(draft, terms, catalog(MUG, HAIRCUT), NOW));
    }

    private static OrderRejection rejection(OrderDraft draft, Terms terms) {
        return declined(draft, terms).rejection();
    }

    private static String code(OrderDraft draft, Terms terms) {
        return rejection(draft, terms).code();
    }
}
