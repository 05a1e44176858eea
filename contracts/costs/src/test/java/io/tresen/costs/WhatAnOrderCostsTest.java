package io.tresen.costs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Examples, reckoned by hand. */
class WhatAnOrderCostsTest {

    private static final TaxRule GERMAN = new TaxRule(null, Set.of("DE"), 190_000);
    private static final TaxRule BOOKS = new TaxRule("reduced", Set.of("DE"), 70_000);
    private static final ShippingRule HOME = new ShippingRule(Set.of("DE"), 490, 5_000L);
    private static final ShippingRule ABROAD = new ShippingRule(Set.of(), 1_290, null);

    @Test
    void a_shop_without_rules_asks_for_the_prices_and_nothing_else() {
        Costs costs = Costs.of(CostRules.NONE, List.of(goods(1_990, 2, null)), "DE", null);
        assertEquals(new Costs(3_980, 0, 0, 0, 0, List.of()), costs);
        assertEquals(3_980, costs.totalMinor());
    }

    @Test
    void a_price_of_119_contains_19_of_tax() {
        Costs costs = Costs.of(including(GERMAN), List.of(goods(11_900, 1, null)), "DE", null);
        assertEquals(List.of(new TaxPart(190_000, 10_000, 1_900)), costs.taxes());
        assertEquals(1_900, costs.taxIncludedMinor());
        assertEquals(0, costs.taxMinor());
        assertEquals(11_900, costs.totalMinor());
    }

    @Test
    void a_price_of_100_without_its_tax_costs_119() {
        Costs costs = Costs.of(excluding(GERMAN), List.of(goods(10_000, 1, null)), "DE", null);
        assertEquals(1_900, costs.taxMinor());
        assertEquals(0, costs.taxIncludedMinor());
        assertEquals(11_900, costs.totalMinor());
    }

    /** Two thirds of the goods are books, so two thirds of shipping and discount are too. */
    @Test
    void discount_and_shipping_share_the_rates_of_the_goods() {
        CostRules rules = new CostRules(1, List.of(HOME, ABROAD), List.of(GERMAN, BOOKS), true);
        List<Item> items = List.of(goods(1_000, 1, "reduced"), goods(1_000, 1, null), goods(500, 2, "reduced"));
        Costs costs = Costs.of(rules, items, "DE", amountOff(1_000));
        // shipping 490: 326.67 and 163.33 → 327 and 163; discount 1,000: 666.67 and 333.33 → 667 and 333
        // books 2,000 + 327 - 667 = 1,660, of which 1,660 - 1,660 ÷ 1.07 = 108.60; the rest 830, of which 132.52
        assertEquals(List.of(new TaxPart(70_000, 1_551, 109), new TaxPart(190_000, 697, 133)), costs.taxes());
        assertEquals(2_490, costs.totalMinor());
        assertEquals(242, costs.taxIncludedMinor());
    }

    @Test
    void half_a_unit_of_tax_is_rounded_up() {
        // 10 % of 5 is 0.5
        assertEquals(
                1,
                Costs.of(excluding(rate(100_000)), List.of(goods(5, 1, null)), "DE", null)
                        .taxMinor());
        // 3 - 3 ÷ 1.2 = 0.5
        assertEquals(
                1,
                Costs.of(including(rate(200_000)), List.of(goods(3, 1, null)), "DE", null)
                        .taxIncludedMinor());
        // 1 - 1 ÷ 1.19 = 0.16
        assertEquals(
                0,
                Costs.of(including(GERMAN), List.of(goods(1, 1, null)), "DE", null)
                        .taxIncludedMinor());
    }

    @Test
    void the_unit_that_is_left_goes_to_the_largest_remainder_and_of_equal_ones_to_the_first_line() {
        CostRules rules =
                new CostRules(1, List.of(new ShippingRule(Set.of(), 1, null)), List.of(rate(0), BOOKS_ANYWHERE), false);
        Costs equal = Costs.of(rules, List.of(goods(100, 1, "reduced"), goods(100, 1, null)), "DE", null);
        assertEquals(101, equal.taxes().get(0).netMinor());
        Costs larger = Costs.of(rules, List.of(goods(100, 1, "reduced"), goods(101, 1, null)), "DE", null);
        assertEquals(100, larger.taxes().get(0).netMinor());
    }

    private static final TaxRule BOOKS_ANYWHERE = new TaxRule("reduced", Set.of(), 70_000);

    @Test
    void yen_have_no_smaller_unit_and_dinars_a_thousandth() {
        // ¥1,990 with 10 %: 1,990 - 1,990 ÷ 1.1 = 180.9
        Costs yen = Costs.of(including(rate(100_000)), List.of(goods(1_990, 1, null)), "JP", null);
        assertEquals(new TaxPart(100_000, 1_809, 181), yen.taxes().get(0));
        // KWD 1.250 twice, 5 % on top of it and of KWD 0.750 for shipping
        CostRules kuwait =
                new CostRules(1, List.of(new ShippingRule(Set.of("KW"), 750, null)), List.of(rate(50_000)), false);
        Costs dinars = Costs.of(kuwait, List.of(goods(1_250, 2, null)), "KW", null);
        assertEquals(163, dinars.taxMinor()); // 162.5
        assertEquals(3_413, dinars.totalMinor());
    }

    @Test
    void rates_with_decimals_are_exact() {
        // Switzerland 8.1 %: 100.00 - 100.00 ÷ 1.081 = 7.4930…; New York 8.875 % of 100.00 = 8.875
        Costs swiss = Costs.of(including(rate(81_000)), List.of(goods(10_000, 1, null)), "CH", null);
        assertEquals(749, swiss.taxIncludedMinor());
        Costs newYork = Costs.of(excluding(rate(88_750)), List.of(goods(10_000, 1, null)), "US", null);
        assertEquals(888, newYork.taxMinor());
    }

    @Test
    void shipping_is_flat_by_country_and_free_from_an_amount_before_any_discount() {
        CostRules rules = new CostRules(1, List.of(ABROAD, HOME), List.of(), true);
        assertEquals(
                490, Costs.of(rules, List.of(goods(4_999, 1, null)), "DE", null).shippingMinor());
        assertEquals(
                0, Costs.of(rules, List.of(goods(5_000, 1, null)), "DE", null).shippingMinor());
        assertEquals(
                0,
                Costs.of(rules, List.of(goods(5_000, 1, null)), "DE", amountOff(1))
                        .shippingMinor());
        assertEquals(
                1_290,
                Costs.of(rules, List.of(goods(5_000, 1, null)), "AT", null).shippingMinor());
    }

    @Test
    void services_are_not_shipped() {
        CostRules rules = new CostRules(1, List.of(HOME, ABROAD), List.of(), true);
        Item haircut = new Item(2_500, 1, null, false);
        assertEquals(0, Costs.of(rules, List.of(haircut), "DE", null).shippingMinor());
        assertEquals(
                490,
                Costs.of(rules, List.of(haircut, goods(1, 1, null)), "DE", null).shippingMinor());
    }

    @Test
    void a_shop_that_names_countries_ships_to_no_other() {
        CostRules rules = new CostRules(1, List.of(HOME), List.of(), true);
        assertTrue(rules.shipsTo("DE"));
        assertFalse(rules.shipsTo("AT"));
        assertTrue(CostRules.NONE.shipsTo("AT"));
        assertTrue(new CostRules(1, List.of(HOME, ABROAD), List.of(), true).shipsTo("AT"));
    }

    @Test
    void the_most_particular_tax_rule_holds() {
        CostRules rules = new CostRules(
                1, List.of(), List.of(rate(0), GERMAN, BOOKS, new TaxRule("reduced", Set.of(), 50_000)), true);
        assertEquals(190_000, rules.ratePpm(null, "DE"));
        assertEquals(0, rules.ratePpm(null, "US"));
        assertEquals(70_000, rules.ratePpm("reduced", "DE"));
        assertEquals(50_000, rules.ratePpm("reduced", "US"));
        assertEquals(190_000, rules.ratePpm("a class without a rule", "DE"));
        assertEquals(0, CostRules.NONE.ratePpm("reduced", "DE"));
    }

    @Test
    void a_discount_never_takes_more_than_the_goods_cost() {
        CostRules rules = new CostRules(1, List.of(HOME), List.of(GERMAN), true);
        Costs costs = Costs.of(rules, List.of(goods(900, 1, null)), "DE", amountOff(1_000));
        assertEquals(900, costs.discountMinor());
        assertEquals(490, costs.totalMinor());
        assertEquals(List.of(new TaxPart(190_000, 412, 78)), costs.taxes());
        assertEquals(
                0,
                Costs.of(CostRules.NONE, List.of(goods(900, 1, null)), "DE", amountOff(900))
                        .totalMinor());
    }

    @Test
    void a_rate_off_is_rounded_half_up() {
        Discount tenth = new Discount("TENTH", null, 100_000, null, null, 0);
        assertEquals(
                1,
                Costs.of(CostRules.NONE, List.of(goods(5, 1, null)), "DE", tenth)
                        .discountMinor());
        assertEquals(
                0,
                Costs.of(CostRules.NONE, List.of(goods(4, 1, null)), "DE", tenth)
                        .discountMinor());
    }

    @Test
    void what_costs_nothing_is_shipped_at_the_first_lines_rate() {
        CostRules rules = new CostRules(1, List.of(HOME), List.of(GERMAN, BOOKS), true);
        Costs costs = Costs.of(rules, List.of(goods(0, 1, "reduced"), goods(0, 1, null)), "DE", null);
        assertEquals(490, costs.totalMinor());
        assertEquals(490, costs.taxes().get(0).netMinor() + costs.taxes().get(0).taxMinor());
    }

    @Test
    void a_total_of_two_to_the_53_is_refused() {
        long most = (1L << 53) - 1;
        assertEquals(
                most,
                Costs.of(CostRules.NONE, List.of(goods(most, 1, null)), "DE", null)
                        .totalMinor());
        for (List<Item> items : List.of(
                List.of(goods(most, 2, null)),
                List.of(goods(most, 9_999, null)),
                List.of(goods(most, 1, null), goods(1, 1, null)))) {
            assertThrows(IllegalArgumentException.class, () -> Costs.of(CostRules.NONE, items, "DE", null));
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> Costs.of(excluding(GERMAN), List.of(goods(most, 1, null)), "DE", null));
    }

    private static Item goods(long unitPriceMinor, int quantity, String taxClass) {
        return new Item(unitPriceMinor, quantity, taxClass, true);
    }

    private static Discount amountOff(long minor) {
        return new Discount("OFF", minor, null, null, null, 0);
    }

    private static TaxRule rate(int ppm) {
        return new TaxRule(null, Set.of(), ppm);
    }

    private static CostRules including(TaxRule... tax) {
        return new CostRules(1, List.of(), List.of(tax), true);
    }

    private static CostRules excluding(TaxRule... tax) {
        return new CostRules(1, List.of(), List.of(tax), false);
    }
}
