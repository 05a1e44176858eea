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

    private static final CardCurrency EURO = CardCurrency.of("EUR");
    private static final CardCurrency YEN = CardCurrency.of("JPY");
    private static final CardCurrency DINAR = CardCurrency.of("KWD");

    @Test
    void a_shop_without_rules_asks_for_the_prices_and_nothing_else() {
        Costs costs = costs(CostRules.NONE, List.of(goods(1_990, 2, null)), "DE", null);
        assertEquals(new Costs(3_980, 0, 0, 0, 0, List.of()), costs);
        assertEquals(3_980, costs.totalMinor());
    }

    @Test
    void a_price_of_119_contains_19_of_tax() {
        Costs costs = costs(including(GERMAN), List.of(goods(11_900, 1, null)), "DE", null);
        assertEquals(List.of(new TaxPart(190_000, 10_000, 1_900)), costs.taxes());
        assertEquals(1_900, costs.taxIncludedMinor());
        assertEquals(0, costs.taxMinor());
        assertEquals(11_900, costs.totalMinor());
    }

    @Test
    void a_price_of_100_without_its_tax_costs_119() {
        Costs costs = costs(excluding(GERMAN), List.of(goods(10_000, 1, null)), "DE", null);
        assertEquals(1_900, costs.taxMinor());
        assertEquals(0, costs.taxIncludedMinor());
        assertEquals(11_900, costs.totalMinor());
    }

    /** Two thirds of the goods are books, so two thirds of shipping and discount are too. */
    @Test
    void discount_and_shipping_share_the_rates_of_the_goods() {
        CostRules rules = new CostRules(1, List.of(HOME, ABROAD), List.of(GERMAN, BOOKS), true);
        List<Item> items = List.of(goods(1_000, 1, "reduced"), goods(1_000, 1, null), goods(500, 2, "reduced"));
        Costs costs = costs(rules, items, "DE", amountOff(1_000));
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
                costs(excluding(rate(100_000)), List.of(goods(5, 1, null)), "DE", null)
                        .taxMinor());
        // 3 - 3 ÷ 1.2 = 0.5
        assertEquals(
                1,
                costs(including(rate(200_000)), List.of(goods(3, 1, null)), "DE", null)
                        .taxIncludedMinor());
        // 1 - 1 ÷ 1.19 = 0.16
        assertEquals(
                0,
                costs(including(GERMAN), List.of(goods(1, 1, null)), "DE", null).taxIncludedMinor());
    }

    @Test
    void the_unit_that_is_left_goes_to_the_largest_remainder_and_of_equal_ones_to_the_first_line() {
        CostRules rules =
                new CostRules(1, List.of(new ShippingRule(Set.of(), 1, null)), List.of(rate(0), BOOKS_ANYWHERE), false);
        Costs equal = costs(rules, List.of(goods(100, 1, "reduced"), goods(100, 1, null)), "DE", null);
        assertEquals(101, equal.taxes().get(0).netMinor());
        Costs larger = costs(rules, List.of(goods(100, 1, "reduced"), goods(101, 1, null)), "DE", null);
        assertEquals(100, larger.taxes().get(0).netMinor());
    }

    private static final TaxRule BOOKS_ANYWHERE = new TaxRule("reduced", Set.of(), 70_000);

    @Test
    void yen_have_no_smaller_unit() {
        // ¥1,990 with 10 %: 1,990 - 1,990 ÷ 1.1 = 180.9
        Costs included = Costs.of(including(rate(100_000)), List.of(goods(1_990, 1, null)), YEN, "JP", null);
        assertEquals(new TaxPart(100_000, 1_809, 181), included.taxes().get(0));
        assertEquals(1_990, included.totalMinor());
        // 10 % of ¥1,995 on top of it: 199.5
        Costs onTop = Costs.of(excluding(rate(100_000)), List.of(goods(1_995, 1, null)), YEN, "JP", null);
        assertEquals(2_195, onTop.totalMinor());
    }

    /** A card is charged with whole hundredths of a dinar only. */
    @Test
    void dinars_have_a_thousandth_and_what_is_reckoned_ends_in_a_whole_ten_of_them() {
        // KWD 1.250 twice, 5 % on top of it and of KWD 0.750 for shipping: 162.5 of tax are 160
        CostRules kuwait =
                new CostRules(1, List.of(new ShippingRule(Set.of("KW"), 750, null)), List.of(rate(50_000)), false);
        Costs onTop = Costs.of(kuwait, List.of(goods(1_250, 2, null)), DINAR, "KW", null);
        assertEquals(160, onTop.taxMinor());
        assertEquals(3_410, onTop.totalMinor());
        // 7 % of KWD 2.500 is 175, which is 180 off; then 5 % of 2,320 is 116, which is 120
        Costs reduced = Costs.of(excluding(rate(50_000)), List.of(goods(2_500, 1, null)), DINAR, "KW", rateOff(70_000));
        assertEquals(180, reduced.discountMinor());
        assertEquals(120, reduced.taxMinor());
        assertEquals(2_440, reduced.totalMinor());
        // contained in the price, it is told to the thousandth: 1,250 - 1,250 ÷ 1.05 = 59.5
        Costs included = Costs.of(including(rate(50_000)), List.of(goods(1_250, 1, null)), DINAR, "KW", null);
        assertEquals(60, included.taxIncludedMinor());
        assertEquals(
                57,
                Costs.of(including(rate(50_000)), List.of(goods(1_190, 1, null)), DINAR, "KW", null)
                        .taxIncludedMinor());
    }

    @Test
    void a_step_is_rounded_once() {
        // 9 % of KWD 0.050 is 4.5, nearer to 0 than to 10; rounded to 5 before, it would become 10
        assertEquals(0, dinarTax(90_000, 50));
        assertEquals(10, dinarTax(100_000, 50));
    }

    private static long dinarTax(int ppm, long price) {
        return Costs.of(excluding(rate(ppm)), List.of(goods(price, 1, null)), DINAR, "KW", null)
                .taxMinor();
    }

    @Test
    void shares_of_dinars_are_whole_tens_too() {
        CostRules rules = new CostRules(
                1, List.of(new ShippingRule(Set.of(), 1_000, null)), List.of(rate(0), BOOKS_ANYWHERE), false);
        List<Item> items = List.of(goods(1_000, 2, "reduced"), goods(1_000, 1, null));
        Costs costs = Costs.of(rules, items, DINAR, "KW", null);
        // 666.7 and 333.3 are 670 and 330; 7 % of 2,670 is 186.9
        assertEquals(List.of(new TaxPart(70_000, 2_670, 190), new TaxPart(0, 1_330, 0)), costs.taxes());
        assertEquals(4_190, costs.totalMinor());
    }

    @Test
    void prices_that_no_card_can_pay_stay_what_they_are() {
        Costs costs =
                Costs.of(excluding(rate(50_000)), List.of(goods(1_255, 1, null)), DINAR, "KW", rateOff(1_000_000));
        assertEquals(1_255, costs.discountMinor());
        assertEquals(0, costs.totalMinor());
        assertEquals(
                1_315,
                Costs.of(excluding(rate(50_000)), List.of(goods(1_255, 1, null)), DINAR, "KW", null)
                        .totalMinor());
    }

    @Test
    void rates_with_decimals_are_exact() {
        // Switzerland 8.1 %: 100.00 - 100.00 ÷ 1.081 = 7.4930…; New York 8.875 % of 100.00 = 8.875
        Costs swiss = costs(including(rate(81_000)), List.of(goods(10_000, 1, null)), "CH", null);
        assertEquals(749, swiss.taxIncludedMinor());
        Costs newYork = costs(excluding(rate(88_750)), List.of(goods(10_000, 1, null)), "US", null);
        assertEquals(888, newYork.taxMinor());
    }

    @Test
    void shipping_is_flat_by_country_and_free_from_an_amount_before_any_discount() {
        CostRules rules = new CostRules(1, List.of(ABROAD, HOME), List.of(), true);
        assertEquals(
                490, costs(rules, List.of(goods(4_999, 1, null)), "DE", null).shippingMinor());
        assertEquals(0, costs(rules, List.of(goods(5_000, 1, null)), "DE", null).shippingMinor());
        assertEquals(
                0,
                costs(rules, List.of(goods(5_000, 1, null)), "DE", amountOff(1)).shippingMinor());
        assertEquals(
                1_290, costs(rules, List.of(goods(5_000, 1, null)), "AT", null).shippingMinor());
    }

    @Test
    void services_are_not_shipped() {
        CostRules rules = new CostRules(1, List.of(HOME, ABROAD), List.of(), true);
        Item haircut = new Item(2_500, 1, null, false);
        assertEquals(0, costs(rules, List.of(haircut), "DE", null).shippingMinor());
        assertEquals(
                490,
                costs(rules, List.of(haircut, goods(1, 1, null)), "DE", null).shippingMinor());
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
        Costs costs = costs(rules, List.of(goods(900, 1, null)), "DE", amountOff(1_000));
        assertEquals(900, costs.discountMinor());
        assertEquals(490, costs.totalMinor());
        assertEquals(List.of(new TaxPart(190_000, 412, 78)), costs.taxes());
        assertEquals(
                0,
                costs(CostRules.NONE, List.of(goods(900, 1, null)), "DE", amountOff(900))
                        .totalMinor());
    }

    @Test
    void a_rate_off_is_rounded_half_up() {
        Discount tenth = new Discount("TENTH", null, 100_000, null, null, 0);
        assertEquals(
                1,
                costs(CostRules.NONE, List.of(goods(5, 1, null)), "DE", tenth).discountMinor());
        assertEquals(
                0,
                costs(CostRules.NONE, List.of(goods(4, 1, null)), "DE", tenth).discountMinor());
    }

    @Test
    void what_costs_nothing_is_shipped_at_the_first_lines_rate() {
        CostRules rules = new CostRules(1, List.of(HOME), List.of(GERMAN, BOOKS), true);
        Costs costs = costs(rules, List.of(goods(0, 1, "reduced"), goods(0, 1, null)), "DE", null);
        assertEquals(490, costs.totalMinor());
        assertEquals(490, costs.taxes().get(0).netMinor() + costs.taxes().get(0).taxMinor());
    }

    @Test
    void a_total_of_two_to_the_53_is_refused() {
        long most = (1L << 53) - 1;
        assertEquals(
                most,
                costs(CostRules.NONE, List.of(goods(most, 1, null)), "DE", null).totalMinor());
        for (List<Item> items : List.of(
                List.of(goods(most, 2, null)),
                List.of(goods(most, 9_999, null)),
                List.of(goods(most, 1, null), goods(1, 1, null)))) {
            assertThrows(IllegalArgumentException.class, () -> costs(CostRules.NONE, items, "DE", null));
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> costs(excluding(GERMAN), List.of(goods(most, 1, null)), "DE", null));
    }

    private static Costs costs(CostRules rules, List<Item> items, String country, Discount discount) {
        return Costs.of(rules, items, EURO, country, discount);
    }

    private static Item goods(long unitPriceMinor, int quantity, String taxClass) {
        return new Item(unitPriceMinor, quantity, taxClass, true);
    }

    private static Discount amountOff(long minor) {
        return new Discount("OFF", minor, null, null, null, 0);
    }

    private static Discount rateOff(int ppm) {
        return new Discount("OFF", null, ppm, null, null, 0);
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
