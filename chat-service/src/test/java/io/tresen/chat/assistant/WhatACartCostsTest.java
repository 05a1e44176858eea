package io.tresen.chat.assistant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.costs.CostRules;
import io.tresen.costs.Discount;
import io.tresen.costs.ShippingRule;
import io.tresen.costs.TaxRule;
import io.tresen.messaging.Money;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a shopper sees of shipping, tax and codes before paying. */
class WhatACartCostsTest {

    private static final CostRules RULES = new CostRules(
            3,
            List.of(new ShippingRule(Set.of("DE"), 490, 5_000L)),
            List.of(new TaxRule(null, Set.of("DE"), 190_000), new TaxRule("food", Set.of("DE"), 70_000)),
            true);

    private final KnownShop known = new KnownShop().goods("tea", "Tea", 1_000).goods("cup", "Cup", 2_000);

    @Test
    void without_rules_a_cart_shows_its_total_alone_as_before() {
        Talk talk = talk(Language.EN).deepLink("add:tea").deepLink("cart:show");
        assertEquals("1 × Tea · €10.00\nTogether: €10.00", talk.body());
        assertFalse(talk.offers("cart:code"));
    }

    @Test
    void the_parts_are_shown_before_paying_and_the_order_carries_their_total() {
        known.rules = RULES;
        known.taxClasses.put("tea", "food");
        code(new Discount("SPRING", 500L, null, null, null, 0), false);
        Talk talk = talk(Language.DE)
                .deepLink("add:tea")
                .deepLink("add:cup")
                .deepLink("cart:show")
                .taps("cart:code")
                .says(" spring ");
        assertTrue(talk.texts().contains("Der Code SPRING ist eingelöst."), talk.texts());
        talk.taps("cart:checkout").livesAt("50667");
        // tea 10.00 + 1.63 - 1.67, of which 7 %; cup 20.00 + 3.27 - 3.33, of which 19 %
        assertEquals(
                """
                1 × Tea · 10,00 €
                1 × Cup · 20,00 €
                Zwischensumme: 30,00 €
                Rabatt SPRING: −5,00 €
                Versand: 4,90 €
                Zusammen: 29,90 €
                inkl. MwSt. 7 %: 0,65 €
                inkl. MwSt. 19 %: 3,18 €

                Wie möchtest du bezahlen?""",
                talk.body());
        talk.taps("pay:now");
        Change.PlaceOrder placed = talk.placed.get(0);
        assertEquals(new Money(2_990, "EUR"), placed.total());
        assertEquals("SPRING", placed.cart().code());
        assertEquals(3L, placed.rulesVersion());
    }

    @Test
    void what_is_put_in_is_answered_with_the_total_that_the_cart_shows() {
        known.rules = RULES;
        code(new Discount("SPRING", 300L, null, null, null, 0), false);
        Talk talk = talk(Language.EN).deepLink("add:tea");
        assertTrue(talk.body().endsWith("Together: €14.90"), talk.body());
        talk.deepLink("cart:code").says("SPRING").deepLink("qty:tea:2");
        assertTrue(talk.body().endsWith("Together: €21.90"), talk.body());
        assertTrue(talk.deepLink("cart:show").body().contains("Together: €21.90"), talk.body());
    }

    @Test
    void tax_on_top_is_shown_as_a_part() {
        known.rules = new CostRules(1, List.of(), List.of(new TaxRule(null, Set.of(), 88_750)), false);
        Talk talk = talk(Language.EN).deepLink("add:tea").deepLink("cart:show");
        assertEquals("1 × Tea · €10.00\nSubtotal: €10.00\nplus VAT 8.875 %: €0.89\nTogether: €10.89", talk.body());
    }

    @Test
    void a_code_that_does_not_go_is_explained_and_changes_nothing() {
        code(new Discount("LATER", 1L, null, KnownShop.NOON.plusSeconds(1), null, 0), false);
        code(new Discount("OVER", 1L, null, null, KnownShop.NOON, 0), false);
        code(new Discount("GONE", 1L, null, null, null, 0), true);
        code(new Discount("LARGE", 1L, null, null, null, 1_001), false);
        for (Map.Entry<String, String> said : Map.of(
                        "later", "it is not valid yet.",
                        "over", "it is no longer valid.",
                        "gone", "it has been used up.",
                        "large", "it is for larger orders.")
                .entrySet()) {
            Talk talk =
                    talk(Language.EN).deepLink("add:tea").deepLink("cart:code").says(said.getKey());
            assertTrue(talk.texts().contains(said.getValue()), talk.texts());
            assertEquals("1 × Tea · €10.00\nTogether: €10.00", talk.body());
        }
        Talk talk = talk(Language.EN).deepLink("add:tea").deepLink("cart:code").says("what? no!");
        assertTrue(talk.texts().contains("I don't know the code"), talk.texts());
    }

    @Test
    void who_is_asked_for_a_code_can_still_say_what_is_said_at_any_time() {
        code(new Discount("SPRING", 500L, null, null, null, 0), false);
        Talk talk = talk(Language.EN).deepLink("add:tea").deepLink("cart:code").says("human");
        assertEquals(List.of(new Change.CallHuman()), talk.changes(), talk.texts());
        talk.says("spring");
        assertNull(talk.cart().code(), "the question is over");
        code(new Discount("SHOP", 100L, null, null, null, 0), false);
        talk.deepLink("cart:code").says("shop");
        assertEquals("SHOP", talk.cart().code(), "a word of the menu that is a code here");
    }

    @Test
    void a_tap_elsewhere_ends_the_question_for_a_code() {
        code(new Discount("SPRING", 500L, null, null, null, 0), false);
        Talk talk = talk(Language.EN).deepLink("add:tea").deepLink("cart:code").deepLink("menu:help");
        talk.says("spring");
        assertNull(talk.cart().code(), talk.texts());
        assertTrue(talk.texts().contains("I found nothing for"), talk.texts());
    }

    @Test
    void a_code_that_ends_before_the_tap_asks_for_the_new_total_first() {
        code(new Discount("SPRING", 500L, null, null, null, 0), false);
        Talk talk = talk(Language.EN)
                .deepLink("add:tea")
                .deepLink("cart:code")
                .says("SPRING")
                .deepLink("cart:checkout")
                .livesAt("50667");
        code(new Discount("SPRING", 500L, null, null, null, 0), true);
        talk.taps("pay:now");
        assertEquals(List.of(), talk.placed);
        assertTrue(talk.body().contains("€10.00"), talk.body());
        talk.taps("cart:confirm").livesAt("50667").taps("pay:now");
        assertNull(talk.placed.get(0).cart().code());
        assertEquals(new Money(1_000, "EUR"), talk.placed.get(0).total());
    }

    @Test
    void a_total_that_changes_between_question_and_tap_is_shown_before_anything_is_ordered() {
        known.rules = fee(490);
        Talk talk =
                talk(Language.EN).deepLink("add:tea").deepLink("cart:checkout").livesAt("50667");
        assertTrue(talk.body().contains("€14.90"), talk.body());
        known.rules = fee(990);
        talk.taps("pay:cod");
        assertEquals(List.of(), talk.placed);
        assertTrue(talk.texts().contains("The total has changed. It is €19.90 now."), talk.texts());
        assertTrue(talk.body().contains("Together: €19.90"), talk.body());
        talk.taps("pay:cod");
        assertEquals(new Money(1_990, "EUR"), talk.placed.get(0).total());
    }

    @Test
    void an_older_question_for_payment_orders_nothing_at_a_total_that_it_does_not_show() {
        known.rules = new CostRules(
                1,
                List.of(new ShippingRule(Set.of("DE"), 490, null), new ShippingRule(Set.of("AT"), 990, null)),
                List.of(),
                true);
        Talk talk =
                talk(Language.EN).deepLink("add:tea").deepLink("cart:checkout").livesAt("50667");
        String older = talk.about("pay:cod");
        talk.livesIn("AT", "1010");
        assertTrue(talk.body().contains("€19.90"), talk.body());
        talk.tapsAgain("pay:cod", older);
        assertEquals(List.of(), talk.placed);
        assertTrue(talk.body().contains("€19.90"), talk.body());
        talk.taps("pay:cod");
        assertEquals(new Money(1_990, "EUR"), talk.placed.get(0).total());
    }

    @Test
    void a_question_of_before_totals_were_kept_with_it_is_asked_again() {
        Talk talk =
                talk(Language.EN).deepLink("add:tea").deepLink("cart:checkout").livesAt("50667");
        talk.tapsAgain("pay:cod", "checkout:1");
        assertEquals(List.of(), talk.placed);
        talk.taps("pay:cod");
        assertEquals(1, talk.placed.size());
    }

    @Test
    void a_copy_of_the_rules_that_is_behind_costs_one_question() {
        Talk talk = declinedWhileBehind().deepLink("cart:confirm").livesAt("50667");
        assertEquals("1 × Tea · €10.00\nTogether: €19.90\n\nHow would you like to pay?", talk.body());
        talk.taps("pay:cod");
        assertEquals(new Money(1_990, "EUR"), talk.placed.get(1).total());
    }

    @Test
    void a_total_that_was_told_holds_until_the_copy_moves_or_something_else_is_bought() {
        Talk moved = declinedWhileBehind().deepLink("cart:confirm").livesAt("50667");
        known.rules = fee(1_500);
        moved.taps("pay:cod");
        assertEquals(1, moved.placed.size());
        assertTrue(moved.body().contains("€25.00"), moved.body());
        Talk more = declinedWhileBehind().deepLink("add:cup").deepLink("cart:show");
        assertTrue(more.body().endsWith("Together: €34.90"), more.body());
        Talk elsewhere = declinedWhileBehind().deepLink("cart:confirm").livesIn("AT", "1010");
        assertTrue(elsewhere.body().contains("Together: €10.00"), elsewhere.body());
    }

    /** Our copy says 4.90 for Germany and nothing for others, order-service 9.90. */
    private Talk declinedWhileBehind() {
        known.rules = fee(490);
        Talk talk = talk(Language.EN)
                .deepLink("add:tea")
                .deepLink("cart:checkout")
                .livesAt("50667")
                .taps("pay:cod");
        assertEquals(new Money(1_490, "EUR"), talk.placed.get(0).total());
        return talk.declined(Map.of("tea", 1_000L), 1_990L);
    }

    private static CostRules fee(long minor) {
        return new CostRules(
                1,
                List.of(new ShippingRule(Set.of("DE"), minor, null), new ShippingRule(Set.of(), 0, null)),
                List.of(),
                true);
    }

    @Test
    void goods_for_a_country_without_shipping_ask_for_another_address() {
        known.rules = RULES;
        Talk talk =
                talk(Language.EN).deepLink("add:tea").deepLink("cart:checkout").livesIn("AT", "1010");
        assertTrue(talk.body().contains("We don't deliver to this country."), talk.body());
        talk.livesAt("50667");
        assertTrue(talk.offers("pay:now"));
    }

    private Talk talk(Language language) {
        return new Talk(known, language).consenting();
    }

    private void code(Discount discount, boolean usedUp) {
        known.discounts.put(discount.code(), new DiscountFacts(discount, usedUp));
    }
}
