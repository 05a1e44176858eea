package io.tresen.order;

import static io.tresen.order.Samples.BERLIN;
import static io.tresen.order.Samples.NOW;
import static io.tresen.order.Samples.SHOP;
import static io.tresen.order.Samples.TERMS;
import static io.tresen.order.Samples.catalog;
import static io.tresen.order.Samples.product;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.costs.CostRules;
import io.tresen.costs.Costs;
import io.tresen.costs.TaxRule;
import io.tresen.messaging.Money;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PlacingAnOrderTest {

    private static final Product MUG = product("mug", 1_990, ProductKind.GOODS);
    private static final Product HAIRCUT = product("haircut", 2_500, ProductKind.SERVICE);

    @Test
    void lines_get_the_price_and_title_of_now_and_the_total_is_their_sum() {
        Placing.Accepted accepted = accepted(draft(PaymentMethod.CARD, BERLIN, null, line(MUG, 3), line(HAIRCUT, 1)));
        assertEquals(new Money(8_470, "EUR"), accepted.total());
        assertEquals(new Costs(8_470, 0, 0, 0, 0, List.of()), accepted.amounts());
        assertEquals("Title of mug", accepted.lines().get(0).title());
        assertEquals(1_990, accepted.lines().get(0).unitPriceMinor());
    }

    @Test
    void a_product_nobody_knows_or_that_was_removed_is_unknown() {
        Product removed = changed(MUG, true, true);
        assertEquals("unknown-product", code(draft(PaymentMethod.CARD, BERLIN, null, line(HAIRCUT, 1)), catalog(MUG)));
        OrderDraft draft = draft(PaymentMethod.CARD, BERLIN, null, line(HAIRCUT, 1), line(removed, 1));
        Placing.Declined declined = assertInstanceOf(
                Placing.Declined.class, OrderRules.place(draft, TERMS, catalog(removed, HAIRCUT), NOW));
        OrderRejection.UnknownProduct unknown =
                assertInstanceOf(OrderRejection.UnknownProduct.class, declined.rejection());
        assertEquals(List.of("mug"), unknown.retailerIds());
        assertEquals("/lines/1/retailer_id", unknown.errors().get(0).pointer());
        assertEquals(new Money(2_500, "EUR"), declined.prices().get(0).unitPrice());
    }

    @Test
    void a_hidden_product_is_had_by_the_shop_and_not_in_a_chat() {
        Product hidden = changed(MUG, false, false);
        OrderDraft byShop = draft(PaymentMethod.CARD, BERLIN, null, line(hidden, 1));
        assertInstanceOf(Placing.Accepted.class, OrderRules.place(byShop, TERMS, catalog(hidden), NOW));
        OrderDraft inChat = new OrderDraft(
                byShop.businessId(),
                UUID.randomUUID(),
                byShop.lines(),
                PaymentMethod.CARD,
                BERLIN,
                null,
                1_800,
                null,
                true);
        assertEquals("unknown-product", code(inChat, catalog(hidden)));
    }

    @Test
    void a_wallet_is_taken_where_the_shop_has_it_and_the_order_has_a_shopper() {
        Business all = new Business(SHOP.businessId(), "Tea shop", "DE", "EUR", "de", Set.of(PaymentMethod.values()));
        Product penny = product("penny", 1, ProductKind.GOODS);
        OrderDraft nobodys = draft(PaymentMethod.WALLET, BERLIN, null, line(penny, 1));
        OrderDraft adas = new OrderDraft(
                nobodys.businessId(),
                UUID.randomUUID(),
                nobodys.lines(),
                PaymentMethod.WALLET,
                BERLIN,
                null,
                1_800,
                null,
                false);
        Terms terms = new Terms(all, CostRules.NONE, null);
        assertInstanceOf(
                Placing.Accepted.class,
                OrderRules.place(adas, terms, catalog(penny), NOW),
                "no card's least amount holds for a wallet");
        Placing.Declined declined =
                assertInstanceOf(Placing.Declined.class, OrderRules.place(nobodys, terms, catalog(penny), NOW));
        assertEquals("wallet-needs-shopper", declined.rejection().code());
        assertEquals("/shopper_id", declined.rejection().errors().get(0).pointer());
        assertEquals("payment-method-unavailable", code(adas, catalog(penny)), "not switched on");
    }

    @Test
    void a_method_the_shop_does_not_take_is_not_available() {
        Business cardOnly = new Business(SHOP.businessId(), "Tea shop", "DE", "EUR", "de", Set.of(PaymentMethod.CARD));
        assertEquals(
                "payment-method-unavailable", code(draft(PaymentMethod.COD, BERLIN, null, line(MUG, 1)), cardOnly));
    }

    @Test
    void any_service_forbids_cash_on_delivery() {
        OrderDraft mixed = draft(PaymentMethod.COD, BERLIN, null, line(MUG, 1), line(HAIRCUT, 1));
        assertEquals("cod-for-services", code(mixed, SHOP));
    }

    @Test
    void goods_need_a_right_address_and_services_none() {
        assertEquals("invalid-address", code(draft(PaymentMethod.CARD, null, null, line(MUG, 1)), SHOP));
        Address wrong = new Address("A", "Weg 1", "1011", "Berlin", "DE", null, null);
        assertEquals("invalid-address", code(draft(PaymentMethod.CARD, wrong, null, line(MUG, 1)), SHOP));
        accepted(draft(PaymentMethod.CARD, null, null, line(HAIRCUT, 1)));
    }

    @Test
    void a_price_or_total_other_than_shown_is_answered_with_the_new_one() {
        OrderDraft.Line stale = new OrderDraft.Line(MUG.productId(), "mug", 2, new Money(1_500, "EUR"));
        OrderRejection.PriceChanged changed = assertInstanceOf(
                OrderRejection.PriceChanged.class, rejection(draft(PaymentMethod.CARD, BERLIN, null, stale), SHOP));
        assertEquals(new Money(3_980, "EUR"), changed.total());
        assertEquals(new Money(1_990, "EUR"), changed.lines().get(0).unitPrice());
        OrderDraft total = draft(PaymentMethod.CARD, BERLIN, new Money(3_979, "EUR"), line(MUG, 2));
        assertEquals("price-changed", code(total, SHOP));
        assertFalse(changed.agreesOnPrices(draft(PaymentMethod.CARD, BERLIN, null, stale)));
        assertFalse(changed.agreesOnPrices(total), "a price that was not sent may be the reason");
        OrderDraft.Line current = new OrderDraft.Line(MUG.productId(), "mug", 2, new Money(1_990, "EUR"));
        assertTrue(changed.agreesOnPrices(draft(PaymentMethod.CARD, BERLIN, null, current)));
        accepted(draft(PaymentMethod.CARD, BERLIN, new Money(3_980, "EUR"), line(MUG, 2)));
    }

    @Test
    void a_total_that_no_card_can_pay_is_refused_at_once_and_cash_takes_it() {
        Product penny = product("penny", 49, ProductKind.GOODS);
        Product gold = product("gold", 100_000_000, ProductKind.GOODS);
        for (Product product : List.of(penny, gold)) {
            OrderDraft card = draft(PaymentMethod.CARD, BERLIN, null, line(product, 1));
            assertEquals("amount-not-payable", code(card, catalog(product)));
            OrderDraft cash = draft(PaymentMethod.COD, BERLIN, null, line(product, 1));
            assertInstanceOf(Placing.Accepted.class, OrderRules.place(cash, TERMS, catalog(product), NOW));
        }
    }

    @Test
    void a_total_beyond_what_json_holds_exactly_is_refused() {
        Product island = product("island", (1L << 53) - 1, ProductKind.GOODS);
        assertEquals("total-too-large", code(draft(PaymentMethod.COD, BERLIN, null, line(island, 2)), catalog(island)));
    }

    @Test
    void services_taxed_where_the_shop_is_get_no_address_elsewhere_later() {
        Terms taxed = new Terms(
                SHOP, new CostRules(1, List.of(), List.of(new TaxRule(null, Set.of("DE"), 190_000)), true), null);
        assertEquals("country-fixed", toVienna(taxed));
        assertEquals("allowed", toVienna(TERMS), "no tax depends on it");
    }

    private static String toVienna(Terms terms) {
        OrderDraft draft = draft(PaymentMethod.CARD, null, null, line(HAIRCUT, 1));
        Placing.Accepted accepted =
                assertInstanceOf(Placing.Accepted.class, OrderRules.place(draft, terms, catalog(HAIRCUT), NOW));
        Order order = OrderRules.placed(UUID.randomUUID(), "T00001", "key", draft, null, null, accepted, NOW)
                .order();
        Address vienna = new Address("A. Buyer", "Weg 1", "1010", "Wien", "AT", null, null);
        Outcome outcome = OrderRules.correctAddress(order, Optional.empty(), SHOP.country(), vienna, Actor.SHOP, "");
        return outcome instanceof Outcome.Refused refused ? refused.rejection().code() : "allowed";
    }

    private static Product changed(Product p, boolean visible, boolean removed) {
        return new Product(
                p.productId(),
                p.retailerId(),
                2,
                p.title(),
                p.price(),
                null,
                null,
                null,
                p.kind(),
                visible,
                true,
                null,
                removed);
    }

    private static OrderDraft.Line line(Product product, int quantity) {
        return new OrderDraft.Line(product.productId(), product.retailerId(), quantity, null);
    }

    private static OrderDraft draft(PaymentMethod method, Address address, Money total, OrderDraft.Line... lines) {
        return new OrderDraft(
                SHOP.businessId(), null, Arrays.asList(lines), method, address, total, 1_800, null, false);
    }

    private static Placing.Accepted accepted(OrderDraft draft) {
        return assertInstanceOf(Placing.Accepted.class, OrderRules.place(draft, TERMS, catalog(MUG, HAIRCUT), NOW));
    }

    private static OrderRejection rejection(OrderDraft draft, Business business) {
        return assertInstanceOf(
                        Placing.Declined.class,
                        OrderRules.place(draft, new Terms(business, CostRules.NONE, null), catalog(MUG, HAIRCUT), NOW))
                .rejection();
    }

    private static String code(OrderDraft draft, Business business) {
        return rejection(draft, business).code();
    }

    private static String code(OrderDraft draft, Map<UUID, Product> products) {
        return assertInstanceOf(Placing.Declined.class, OrderRules.place(draft, TERMS, products, NOW))
                .rejection()
                .code();
    }
}
