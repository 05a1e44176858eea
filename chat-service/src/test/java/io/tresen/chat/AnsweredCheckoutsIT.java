package io.tresen.chat;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.tresen.contracts.Topics;
import io.tresen.contracts.chat.v1.BackInStockWished;
import io.tresen.contracts.chat.v1.CancellationRequested;
import io.tresen.contracts.chat.v1.CheckoutRequested;
import io.tresen.contracts.chat.v1.DeliveryAddressSubmitted;
import io.tresen.contracts.common.v1.PricedLine;
import io.tresen.contracts.order.v1.CheckoutDeclined;
import io.tresen.messaging.Ids;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A checkout that can not be had as it was asked for: the conversation goes on from what order-service says. */
@QuarkusTest
class AnsweredCheckoutsIT extends NoticesUnderTest {

    @Test
    void aSoldOutOrderBringsTheCartBackAndOffersTheNotice() {
        Api shop = Api.register("de");
        neighbours.product(shop.businessId(), "tee", "Grüner Tee", 450);
        neighbours.available(shop.businessId(), "tee", 3L, 7);
        Talker ada = checkedOut(shop, "pay:now");
        UUID orderId = Ids.v5(ada.conversationId(), "1");
        OrderTold order = new OrderTold(
                neighbours,
                shop.businessId(),
                ada,
                orderId,
                "T" + orderId.toString().substring(24).toUpperCase());
        neighbours.available(shop.businessId(), "tee", 0L, 8);
        await().atMost(PATIENCE)
                .until(() -> ada.taps("product:tee").last().toString().contains("ausverkauft"));
        order.placed(900).rejected("sold-out", "tee");
        awaitNotice(ada, "sold_out");
        assertTrue(ada.notices("sold_out").get(0).toString().contains("Leider ausverkauft: Grüner Tee."));
        ada.taps("cart:show");
        assertTrue(ada.last().toString().contains("2 × Grüner Tee"), ada.text());
        ada.tapsOffered("notify:tee");
        await().atMost(PATIENCE)
                .until(() -> neighbours
                                .heard(Topics.CHAT_CONVERSATION, ada.conversationId(), BackInStockWished.class)
                                .size()
                        == 1);
        assertEquals(
                8,
                neighbours
                        .heard(Topics.CHAT_CONVERSATION, ada.conversationId(), BackInStockWished.class)
                        .get(0)
                        .getAvailabilityVersion());
        ada.taps("cart:checkout").livesAt("50667").tapsOffered("pay:now");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertEquals(
                        List.of(1L, 2L),
                        neighbours
                                .heard(Topics.CHAT_CONVERSATION, ada.conversationId(), CheckoutRequested.class)
                                .stream()
                                .map(CheckoutRequested::getCheckoutNumber)
                                .toList()));
    }

    @Test
    void anOrderThatAnAppPlacedHasNoCartThatComesBackAndNamesWhatIsSoldOut() {
        Api shop = Api.register("de");
        neighbours.product(shop.businessId(), "tee", "Grüner Tee", 450);
        neighbours.available(shop.businessId(), "tee", 0L, 1);
        Talker ada = shop.shopper().consenting();
        await().atMost(PATIENCE)
                .until(() -> ada.taps("product:tee").last().toString().contains("ausverkauft"));
        OrderTold.of(neighbours, shop, ada).placed(450).rejected("sold-out", "tee");
        awaitNotice(ada, "sold_out");
        String told = ada.notices("sold_out").get(0).toString();
        assertTrue(told.contains("Leider ausverkauft: Grüner Tee."), told);
        assertFalse(told.contains("Warenkorb"), told);
        assertTrue(told.contains("notify:tee"), told);
        OrderTold.of(neighbours, shop, ada).placed(450).rejected("unknown-business", "tee");
        awaitNotice(ada, "checkout_declined");
        assertFalse(ada.notices("checkout_declined").get(0).toString().contains("Warenkorb"), ada.text());
    }

    @Test
    void anOrderOfMoreThanIsLeftOffersTheRest() {
        Api shop = Api.register("de");
        neighbours.product(shop.businessId(), "tee", "Grüner Tee", 450);
        neighbours.available(shop.businessId(), "tee", 1L, 1);
        Talker ada = shop.shopper().consenting();
        await().atMost(PATIENCE)
                .until(() -> ada.taps("product:tee").last().toString().contains("nur noch 1 da"));
        ada.post(Talker.cart("tee", 2, "4.50")).then().statusCode(201);
        ada.livesAt("50667").tapsOffered("pay:cod");
        UUID orderId = Ids.v5(ada.conversationId(), "1");
        OrderTold order = new OrderTold(
                neighbours,
                shop.businessId(),
                ada,
                orderId,
                "T" + orderId.toString().substring(24).toUpperCase());
        order.placed(900).rejected("sold-out", "tee");
        awaitNotice(ada, "sold_out");
        String told = ada.notices("sold_out").get(0).toString();
        assertTrue(told.contains("Leider ist nicht mehr genug da: Grüner Tee (nur noch 1 da)."), told);
        assertFalse(told.contains("notify:"), told);
        ada.tapsOffered("qty:tee:1");
        assertTrue(ada.last().toString().contains("1 × Grüner Tee liegt im Warenkorb"), ada.text());
    }

    @Test
    void whatComesBackIsNotOrderedByAButtonThatWasShownBefore() {
        Api shop = Api.register("de");
        neighbours.product(shop.businessId(), "tee", "Grüner Tee", 450);
        neighbours.product(shop.businessId(), "tasse", "Tasse", 900);
        Talker ada = checkedOut(shop, "pay:cod");
        UUID orderId = Ids.v5(ada.conversationId(), "1");
        OrderTold order = new OrderTold(
                neighbours,
                shop.businessId(),
                ada,
                orderId,
                "T" + orderId.toString().substring(24).toUpperCase());
        order.placed(900);
        ada.post(Talker.cart("tasse", 1, "9.00")).then().statusCode(201);
        ada.livesAt("50667");
        String buttons = ada.offer("pay:cod").path("id").asText();
        order.rejected("sold-out", "tee");
        awaitNotice(ada, "sold_out");
        ada.post(Talker.tap("pay:cod", buttons)).then().statusCode(201);
        assertEquals(
                "address_message",
                ada.last().at("/message/interactive/type").asText(),
                "the tap starts the checkout of the larger cart: " + ada.text());
        ada.livesAt("50667");
        assertTrue(ada.last().toString().contains("18,00 €"), ada.text());
        ada.tapsOffered("pay:cod");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertEquals(
                        List.of(900L, 1800L),
                        neighbours
                                .heard(Topics.CHAT_CONVERSATION, ada.conversationId(), CheckoutRequested.class)
                                .stream()
                                .map(it -> it.getExpectedTotal().getAmountMinor())
                                .toList()));
    }

    @Test
    void aDeclinedCheckoutAsksForTheNewTotalAndGoesOnWithIt() {
        Api shop = Api.register("de");
        neighbours.product(shop.businessId(), "tee", "Grüner Tee", 450);
        Talker ada = checkedOut(shop, "pay:cod");
        UUID orderId = Ids.v5(ada.conversationId(), "1");
        neighbours.publish(
                Topics.ORDER_ORDER,
                orderId,
                shop.businessId(),
                CheckoutDeclined.newBuilder()
                        .setOrderId(orderId)
                        .setBusinessId(shop.businessId())
                        .setShopperId(ada.shopperId())
                        .setConversationId(ada.conversationId())
                        .setCheckoutNumber(1)
                        .setCode("price-changed")
                        .setLines(List.of(PricedLine.newBuilder()
                                .setProductId(Ids.v5(shop.businessId(), "tee"))
                                .setRetailerId("tee")
                                .setQuantity(2)
                                .setUnitPriceMinor(475L)
                                .build()))
                        .setTotal(Neighbours.money(950))
                        .setRetailerIds(List.of())
                        .setOccurredAt(Instant.now())
                        .build());
        awaitNotice(ada, "price_changed");
        assertTrue(ada.notices("price_changed").get(0).toString().contains("9,50 €"));
        ada.tapsOffered("cart:confirm").livesAt("50667").tapsOffered("pay:cod");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertEquals(
                        List.of(900L, 950L),
                        neighbours
                                .heard(Topics.CHAT_CONVERSATION, ada.conversationId(), CheckoutRequested.class)
                                .stream()
                                .map(it -> it.getExpectedTotal().getAmountMinor())
                                .toList()));
    }

    @Test
    void whereTheCartWasSwitchedOffADeclinedCheckoutOffersNoWayOn() {
        Api shop = Api.register("de");
        neighbours.product(shop.businessId(), "tee", "Grüner Tee", 450);
        Talker ada = checkedOut(shop, "pay:cod");
        String number = shop.authorized().get("/chat/v1/business").path("phone_number_id");
        shop.authorized()
                .post("/v23.0/" + number + "/whatsapp_commerce_settings?is_cart_enabled=false")
                .then()
                .statusCode(200);
        UUID orderId = Ids.v5(ada.conversationId(), "1");
        neighbours.publish(
                Topics.ORDER_ORDER,
                orderId,
                shop.businessId(),
                CheckoutDeclined.newBuilder()
                        .setOrderId(orderId)
                        .setBusinessId(shop.businessId())
                        .setShopperId(ada.shopperId())
                        .setConversationId(ada.conversationId())
                        .setCheckoutNumber(1)
                        .setCode("price-changed")
                        .setLines(List.of())
                        .setTotal(Neighbours.money(950))
                        .setRetailerIds(List.of())
                        .setOccurredAt(Instant.now())
                        .build());
        awaitNotice(ada, "checkout_declined");
        JsonNode told = ada.notices("checkout_declined").get(0);
        assertEquals("text", told.at("/message/type").asText(), told.toString());
        assertFalse(told.toString().contains("cart:"), told.toString());
    }

    @Test
    void whatNobodyKnowsIsNamedAndDoesNotComeBackIntoTheCart() {
        Api shop = Api.register("de");
        neighbours.product(shop.businessId(), "tee", "Grüner Tee", 450);
        Talker ada = shop.shopper().consenting();
        ada.post(
                        """
                        {"type": "order", "order": {"catalog_id": "c", "text": "", "product_items": [
                         {"product_retailer_id": "tee", "quantity": 2, "item_price": 4.50, "currency": "EUR"},
                         {"product_retailer_id": "geist", "quantity": 1, "item_price": 1.00, "currency": "EUR"}]}}""")
                .then()
                .statusCode(201);
        ada.livesAt("50667").tapsOffered("pay:cod");
        declined(shop, ada, 1, "unknown-product", List.of("geist"));
        awaitNotice(ada, "checkout_declined");
        String told = ada.notices("checkout_declined").get(0).toString();
        assertTrue(told.contains("Leider nicht mehr zu haben: geist. Der Rest"), told);
        ada.tapsOffered("cart:show");
        assertTrue(ada.last().toString().contains("2 × Grüner Tee"), ada.text());
        assertFalse(ada.last().toString().contains("geist"), ada.text());
    }

    @Test
    void anOrderOfWhatWentMeanwhileNamesItAndLeavesNothingToOrderAgain() {
        Api shop = Api.register("de");
        neighbours.product(shop.businessId(), "tee", "Grüner Tee", 450);
        Talker ada = checkedOut(shop, "pay:cod");
        UUID orderId = Ids.v5(ada.conversationId(), "1");
        new OrderTold(
                        neighbours,
                        shop.businessId(),
                        ada,
                        orderId,
                        "T" + orderId.toString().substring(24).toUpperCase())
                .placed(900)
                .rejected("unknown-product", "tee");
        awaitNotice(ada, "checkout_declined");
        String told = ada.notices("checkout_declined").get(0).toString();
        assertTrue(told.contains("Leider nicht mehr zu haben: Grüner Tee."), told);
        assertFalse(told.contains("wieder da"), told);
        ada.taps("cart:show");
        assertTrue(ada.last().toString().contains("leer"), ada.text());
    }

    private void declined(Api shop, Talker talker, long checkout, String code, List<String> retailerIds) {
        UUID orderId = Ids.v5(talker.conversationId(), Long.toString(checkout));
        neighbours.publish(
                Topics.ORDER_ORDER,
                orderId,
                shop.businessId(),
                CheckoutDeclined.newBuilder()
                        .setOrderId(orderId)
                        .setBusinessId(shop.businessId())
                        .setShopperId(talker.shopperId())
                        .setConversationId(talker.conversationId())
                        .setCheckoutNumber(checkout)
                        .setCode(code)
                        .setLines(List.of())
                        .setRetailerIds(retailerIds)
                        .setOccurredAt(Instant.now())
                        .build());
    }

    @Test
    void anAddressThatOrderServiceRefusedIsForgottenAndAskedForAgain() {
        Api shop = Api.register("de");
        neighbours.product(shop.businessId(), "tee", "Grüner Tee", 450);
        Talker ada = checkedOut(shop, "pay:cod");
        declined(shop, ada, 1, "invalid-address", List.of());
        awaitNotice(ada, "address_refused");
        JsonNode form = ada.notices("address_refused").get(0).path("message");
        assertEquals("address_message", form.at("/interactive/type").asText());
        assertFalse(form.toString().contains("50667"), "the refused address is not offered again");
        ada.taps("cart:checkout");
        assertEquals(
                "address_message", ada.last().at("/message/interactive/type").asText(), ada.text());
        assertFalse(ada.last().toString().contains("50667"), "the refused address is not on file any more");
        ada.livesAt("10115").tapsOffered("pay:cod");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertEquals(
                        List.of(1L, 2L),
                        neighbours
                                .heard(Topics.CHAT_CONVERSATION, ada.conversationId(), CheckoutRequested.class)
                                .stream()
                                .map(CheckoutRequested::getCheckoutNumber)
                                .toList()));
    }

    @Test
    void aCorrectedAddressThatOrderServiceRefusedIsNotOfferedForTheNextOrder() {
        Api shop = Api.register("de");
        neighbours.product(shop.businessId(), "tee", "Grüner Tee", 450);
        Talker ada = shop.shopper().consenting();
        OrderTold order = OrderTold.of(neighbours, shop, ada).placed(450).confirmed(450);
        ada.taps("order:" + order.orderNo);
        ada.taps("address:" + order.orderNo).livesAt("99998");
        order.addressRefused("country-fixed");
        awaitNotice(ada, "address_refused");
        ada.post(Talker.cart("tee", 1, "4.50")).then().statusCode(201);
        assertEquals(
                "address_message", ada.last().at("/message/interactive/type").asText(), ada.text());
        assertFalse(ada.last().toString().contains("99998"), "what was refused is not on file");
    }

    @Test
    void shippingIsAskedForAndTheAddressCorrected() {
        Api shop = Api.register("en");
        Talker ada = shop.shopper().consenting();
        OrderTold order = OrderTold.of(neighbours, shop, ada).placed(450).confirmed(450);
        ada.taps("order:" + order.orderNo); // held until the copy has it
        assertTrue(ada.last().toString().contains("order:" + order.orderNo)
                || ada.text().contains(order.orderNo));
        ada.taps("address:" + order.orderNo).livesAt("10115").taps("cancel:" + order.orderNo);
        await().atMost(PATIENCE)
                .until(() -> neighbours
                                        .heard(
                                                Topics.CHAT_CONVERSATION,
                                                ada.conversationId(),
                                                DeliveryAddressSubmitted.class)
                                        .size()
                                == 1
                        && neighbours
                                        .heard(
                                                Topics.CHAT_CONVERSATION,
                                                ada.conversationId(),
                                                CancellationRequested.class)
                                        .size()
                                == 1);
        order.shipped(Ids.v7());
        await().atMost(PATIENCE).until(() -> {
            ada.taps("order:" + order.orderNo);
            return ada.last().toString().contains("on its way");
        });
        assertTrue(ada.last().toString().contains("PP-1"));
        assertFalse(ada.last().toString().contains("address:" + order.orderNo));
        ada.taps("menu:orders");
        assertTrue(ada.last().toString().contains(order.orderNo));
        Talker bob = shop.shopper().consenting().taps("menu:orders");
        assertFalse(bob.text().contains(order.orderNo), "another shopper's order is not there");
    }

    private Talker checkedOut(Api shop, String pay) {
        Talker ada = shop.shopper().consenting();
        ada.post(Talker.cart("tee", 2, "4.50")).then().statusCode(201);
        return ada.livesAt("50667").tapsOffered(pay);
    }
}
