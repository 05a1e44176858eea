package io.tresen.chat;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.tresen.contracts.Topics;
import io.tresen.contracts.chat.v1.CheckoutRequested;
import io.tresen.contracts.common.v1.PricedLine;
import io.tresen.contracts.common.v1.ShippingRule;
import io.tresen.contracts.common.v1.TaxRule;
import io.tresen.contracts.order.v1.CheckoutDeclined;
import io.tresen.contracts.order.v1.DiscountChanged;
import io.tresen.contracts.order.v1.RulesChanged;
import io.tresen.engines.TestTopics;
import io.tresen.messaging.Ids;
import io.tresen.messaging.db.Database;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What an order costs, from order-service's rules over Kafka to the shopper's eyes and back. */
@QuarkusTest
class CostsIT extends OnEngines {

    private static final Duration PATIENCE = Duration.ofSeconds(45);

    @Inject
    Neighbours neighbours;

    @Inject
    Database database;

    @Test
    void theShopsRulesAndACodeMakeTheTotalThatIsOrdered() {
        Api shop = shopWithRules();
        discount(shop, "SPRING", 100, 1, false);
        Talker ada = shop.shopper().consenting();
        ada.taps("add:tee").taps("cart:code").says("spring");
        assertTrue(ada.text().contains("SPRING"), ada.text());
        ada.taps("cart:checkout").livesAt("50667");
        String asked = ada.last().toString();
        assertTrue(asked.contains("−1,00 €") && asked.contains("4,90 €") && asked.contains("8,40 €"), asked);
        ada.tapsOffered("pay:now");
        CheckoutRequested checkout = checkouts(ada, 1).get(0);
        assertEquals(840, checkout.getExpectedTotal().getAmountMinor());
        assertEquals("SPRING", checkout.getDiscountCode());
        assertEquals(1L, checkout.getRulesVersion());
    }

    @Test
    void aCodeThatOrderServiceRefusesLeavesTheCartAndTheNewTotalIsConfirmed() {
        Api shop = shopWithRules();
        discount(shop, "SPRING", 100, 1, false);
        Talker ada = shop.shopper().consenting();
        ada.taps("add:tee")
                .taps("cart:code")
                .says("SPRING")
                .taps("cart:checkout")
                .livesAt("50667")
                .tapsOffered("pay:now");
        CheckoutRequested checkout = checkouts(ada, 1).get(0);
        declined(shop, ada, checkout, "discount-used-up", 940);
        await().atMost(PATIENCE).until(() -> !ada.notices("price_changed").isEmpty());
        String told = ada.notices("price_changed").get(0).toString();
        assertTrue(told.contains("9,40 €") && told.contains("aufgebraucht"), told);
        ada.tapsOffered("cart:confirm").livesAt("50667").tapsOffered("pay:now");
        CheckoutRequested again = checkouts(ada, 2).get(1);
        assertEquals(940, again.getExpectedTotal().getAmountMinor());
        assertEquals(null, again.getDiscountCode());
    }

    @Test
    void rulesThatChangeBetweenQuestionAndTapAreShownFirst() {
        Api shop = shopWithRules();
        Talker ada = shop.shopper().consenting();
        ada.taps("add:tee").taps("cart:checkout").livesAt("50667");
        rules(shop, 990, 2);
        ada.tapsOffered("pay:now");
        assertTrue(ada.last().toString().contains("14,40 €"), ada.text());
        ada.tapsOffered("pay:now");
        assertEquals(1_440, checkouts(ada, 1).get(0).getExpectedTotal().getAmountMinor());
    }

    @Test
    void aTotalThatOrderServiceNamesIsOrderedThoughTheCopyOfTheRulesIsBehind() {
        Api shop = shopWithRules();
        Talker ada = shop.shopper().consenting();
        ada.taps("add:tee").taps("cart:checkout").livesAt("50667").tapsOffered("pay:now");
        declined(shop, ada, checkouts(ada, 1).get(0), "price-changed", 1_440);
        await().atMost(PATIENCE).until(() -> !ada.notices("price_changed").isEmpty());
        ada.tapsOffered("cart:confirm").livesAt("50667");
        assertTrue(ada.last().toString().contains("14,40 €"), ada.text());
        ada.tapsOffered("pay:now");
        assertEquals(1_440, checkouts(ada, 2).get(1).getExpectedTotal().getAmountMinor());
    }

    @Test
    void aCodeThatIsTakenAwayIsNotOfferedAnyMore() {
        Api shop = shopWithRules();
        UUID id = discount(shop, "SPRING", 100, 1, false);
        TestTopics.produce(
                Topics.ORDER_DISCOUNT.name(),
                id.toString(),
                null,
                Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", UUID.randomUUID().toString(),
                        "ce_type", "DiscountRemoved",
                        "ce_source", "/tresen/order",
                        "ce_businessid", shop.businessId().toString(),
                        "ce_aggregateversion", "2",
                        "ce_sequence", "2"));
        await().atMost(PATIENCE).until(() -> codes(shop) == 0);
        Talker ada = shop.shopper().consenting();
        ada.taps("add:tee").taps("cart:show");
        assertFalse(ada.last().toString().contains("cart:code"), ada.text());
    }

    @Test
    void copiesOfRulesAndCodesCanBeRebuilt() {
        Api shop = shopWithRules();
        discount(shop, "SPRING", 100, 1, false);
        database.run(
                tx -> tx.update(
                        "insert into operator_command (kind, target) values ('rebuild', 'chat.rules'), ('rebuild', 'chat.discounts')"));
        await().atMost(PATIENCE).until(() -> database
                .read(tx -> tx.list("select state from operator_command where target like 'chat.%'"
                        + " and target in ('chat.rules', 'chat.discounts')"))
                .stream()
                .allMatch(row -> row.getString("state").equals("done")));
        assertEquals(1, codes(shop));
        Talker ada = shop.shopper().consenting();
        ada.taps("add:tee").taps("cart:show");
        assertTrue(ada.last().toString().contains("9,40 €"), ada.text());
    }

    @Test
    void thePaymentRequestNamesThePartsAndTheConfirmationTheReceipt() {
        Api shop = shopWithRules();
        Talker ada = shop.shopper().says("Hallo");
        OrderTold order = OrderTold.of(neighbours, shop, ada);
        order.placedInParts(450, 490, 100, 134, "key-of-the-receipt");
        await().atMost(PATIENCE).until(() -> kept(order.orderId) == 1);
        order.payable(840, 1);
        await().atMost(PATIENCE).until(() -> !ada.notices("payment_request").isEmpty());
        JsonNode parts = ada.notices("payment_request").get(0).at("/message/interactive/action/parameters/order");
        assertEquals(450, parts.at("/subtotal/value").asInt());
        assertEquals(490, parts.at("/shipping/value").asInt());
        assertEquals(100, parts.at("/discount/value").asInt());
        assertEquals("inkl. 19 % MwSt.: 1,34 €", parts.at("/tax/description").asText());
        order.paid(840, false).confirmed(840);
        await().atMost(PATIENCE).until(() -> !ada.notices("order_confirmation").isEmpty());
        String told = ada.notices("order_confirmation").get(0).at("/message").toString();
        assertTrue(
                told.contains("/orders/v1/orders/" + order.orderId + "/receipt?key=key-of-the-receipt&lang=de"), told);
    }

    /** Tea for 4.50, 19 % of tax in it, 4.90 for shipping. */
    private Api shopWithRules() {
        Api shop = Api.register("de");
        neighbours.product(shop.businessId(), "tee", "Grüner Tee", 450);
        rules(shop, 490, 1);
        return shop;
    }

    private void declined(Api shop, Talker ada, CheckoutRequested checkout, String code, long totalMinor) {
        neighbours.publish(
                Topics.ORDER_ORDER,
                checkout.getOrderId(),
                shop.businessId(),
                CheckoutDeclined.newBuilder()
                        .setOrderId(checkout.getOrderId())
                        .setBusinessId(shop.businessId())
                        .setShopperId(ada.shopperId())
                        .setConversationId(ada.conversationId())
                        .setCheckoutNumber(1)
                        .setCode(code)
                        .setLines(List.of(PricedLine.newBuilder()
                                .setProductId(Ids.v5(shop.businessId(), "tee"))
                                .setRetailerId("tee")
                                .setQuantity(1)
                                .setUnitPriceMinor(450L)
                                .build()))
                        .setTotal(Neighbours.money(totalMinor))
                        .setRetailerIds(List.of())
                        .setOccurredAt(Instant.now())
                        .build());
    }

    private void rules(Api shop, long feeMinor, long version) {
        neighbours.publish(
                Topics.ORDER_RULES,
                shop.businessId(),
                shop.businessId(),
                RulesChanged.newBuilder()
                        .setBusinessId(shop.businessId())
                        .setVersion(version)
                        .setCurrency("EUR")
                        .setShipping(List.of(ShippingRule.newBuilder()
                                .setCountries(List.of("DE", "AT"))
                                .setFeeMinor(feeMinor)
                                .build()))
                        .setTax(List.of(TaxRule.newBuilder()
                                .setCountries(List.of())
                                .setRatePpm(190_000)
                                .build()))
                        .setPricesIncludeTax(true)
                        .setOccurredAt(Instant.now())
                        .build());
        await().atMost(PATIENCE).until(() -> database.read(tx -> tx.one(
                        "select 1 from cost_rules_copy where business_id = $1 and (rules ->> 'version')::bigint = $2",
                        shop.businessId(),
                        version))
                .isPresent());
    }

    private UUID discount(Api shop, String code, long amountMinor, long version, boolean usedUp) {
        UUID id = Ids.v5(shop.businessId(), "discount:" + code);
        neighbours.publish(
                Topics.ORDER_DISCOUNT,
                id,
                shop.businessId(),
                DiscountChanged.newBuilder()
                        .setDiscountId(id)
                        .setBusinessId(shop.businessId())
                        .setCode(code)
                        .setAmount(Neighbours.money(amountMinor))
                        .setMinSubtotalMinor(0)
                        .setUsedUp(usedUp)
                        .setVersion(version)
                        .setOccurredAt(Instant.now())
                        .build());
        await().atMost(PATIENCE).until(() -> codes(shop) == 1);
        return id;
    }

    private long codes(Api shop) {
        return database.read(tx -> tx.one(
                        "select count(*) as n from discount_copy where business_id = $1 and not removed",
                        shop.businessId()))
                .orElseThrow()
                .getLong("n");
    }

    private long kept(UUID orderId) {
        return database.read(tx -> tx.one("select count(*) as n from receipt_link where order_id = $1", orderId))
                .orElseThrow()
                .getLong("n");
    }

    private List<CheckoutRequested> checkouts(Talker who, int count) {
        return await().atMost(PATIENCE)
                .until(
                        () -> neighbours.heard(Topics.CHAT_CONVERSATION, who.conversationId(), CheckoutRequested.class),
                        heard -> heard.size() == count);
    }
}
