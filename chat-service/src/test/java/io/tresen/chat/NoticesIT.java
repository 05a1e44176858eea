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
import io.tresen.contracts.chat.v1.NoticeRefused;
import io.tresen.contracts.chat.v1.NoticeSent;
import io.tresen.contracts.common.v1.PricedLine;
import io.tresen.contracts.notification.v1.NoticeRequested;
import io.tresen.contracts.order.v1.CancellationRefused;
import io.tresen.contracts.order.v1.CheckoutDeclined;
import io.tresen.messaging.Ids;
import io.tresen.messaging.db.Database;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the other services tell becomes one notice each, whatever is delivered again; copies are rebuilt in silence. */
@QuarkusTest
class NoticesIT extends OnEngines {

    private static final Duration PATIENCE = Duration.ofSeconds(45);

    @Inject
    Neighbours neighbours;

    @Inject
    Database database;

    @Test
    void eachFactOfAnOrderIsToldOnceAndARedeliveryTellsNothing() {
        Api shop = Api.register("en");
        Talker ada = shop.shopper().says("hello");
        UUID shipment = Ids.v7();
        OrderTold order = OrderTold.of(neighbours, shop, ada);
        order.placed(450)
                .awaitingPayment(450)
                .payable(450, 1)
                .paymentFailed(450)
                .payable(450, 2)
                .paid(450, false)
                .confirmed(450)
                .refusals()
                .shipped(shipment)
                .delivered(shipment);
        awaitNotice(ada, "delivered");
        awaitNotice(ada, "payment_confirmation");
        order.allAgain();
        OrderTold marker = OrderTold.of(neighbours, shop, ada);
        marker.placed(1).payable(1, 1).expired();
        await().atMost(PATIENCE).until(() -> ada.notices("expired").size() == 1);
        await().atMost(PATIENCE).until(() -> ada.notices("payment_request").size() == 2);

        assertEquals(
                new TreeMap<>(java.util.Map.of(
                        "address_corrected", 1L,
                        "address_refused", 1L,
                        "cancellation_refused", 1L,
                        "delivered", 1L,
                        "order_confirmation", 1L,
                        "payment_confirmation", 1L,
                        "payment_failed", 1L,
                        "payment_request", 1L,
                        "shipping", 1L)),
                ada.history().stream()
                        .filter(it -> order.orderNo.equals(
                                it.path("notice").path("order_no").asText()))
                        .collect(Collectors.groupingBy(
                                it -> it.path("notice").path("kind").asText(), TreeMap::new, Collectors.counting())));
        assertTrue(ada.notices("shipping").get(0).toString().contains("PP-1"));
        assertTrue(ada.notices("order_confirmation").get(0).toString().contains("€4.50"));
        JsonNode parameters = ada.notices("payment_request").get(0).at("/message/interactive/action/parameters");
        assertEquals(order.orderNo, parameters.path("reference_id").asText());
        assertTrue(parameters
                .at("/payment_settings/0/payment_link/uri")
                .asText()
                .endsWith("/payments/v1/pay/token-" + order.orderNo));
        assertTrue(ada.notices("payment_failed").get(0).toString().contains("/payments/v1/pay/token-"));
        for (JsonNode message : ada.history()) {
            assertEquals(
                    message.path("direction").asText().equals("inbound") ? "shopper" : "assistant",
                    message.path("author").asText());
        }
    }

    @Test
    void aRefusalAboutAnOrderThatIsNotThereNamesNoNumber() {
        Api shop = Api.register("en");
        Talker ada = shop.shopper().says("hello");
        neighbours.publish(
                Topics.ORDER_ORDER,
                Ids.v7(),
                shop.businessId(),
                CancellationRefused.newBuilder()
                        .setOrderId(Ids.v7())
                        .setOrderNo("UNKNOWN")
                        .setBusinessId(shop.businessId())
                        .setShopperId(ada.shopperId())
                        .setConversationId(ada.conversationId())
                        .setVersion(0)
                        .setOccurredAt(Instant.now())
                        .setCode("not-found")
                        .build());
        awaitNotice(ada, "cancellation_refused");
        String told = ada.notices("cancellation_refused").get(0).toString();
        assertTrue(told.contains("This order can not be cancelled: it can't be found here."), told);
        assertFalse(told.contains("UNKNOWN"), told);
    }

    @Test
    void lateMoneyIsToldByItsRefundOnly() {
        Api shop = Api.register("de");
        Talker ada = shop.shopper().says("Hallo");
        OrderTold.of(neighbours, shop, ada)
                .placed(450)
                .expired()
                .paid(450, true)
                .refunded(450);
        awaitNotice(ada, "refund");
        assertTrue(ada.notices("payment_confirmation").isEmpty());
        OrderTold nothing =
                OrderTold.of(neighbours, shop, ada).placed(1).refunded(0).cancelled();
        await().atMost(PATIENCE).until(() -> ada.notices("cancelled").size() == 1);
        assertTrue(ada.notices("refund").stream()
                .noneMatch(it -> it.path("notice").path("order_no").asText().equals(nothing.orderNo)));
    }

    @Test
    void whoPaidAnotherAmountHearsThatTheShopLooksAtItAndNoExpirySaysThatNothingWasTaken() {
        Api shop = Api.register("de");
        Talker ada = shop.shopper().says("Hallo");
        OrderTold order = OrderTold.of(neighbours, shop, ada)
                .placed(450)
                .payable(450, 1)
                .held(450, 400)
                .allAgain()
                .expired();
        awaitNotice(ada, "payment_held");
        String told = ada.notices("payment_held").get(0).toString();
        assertTrue(told.contains("Für Bestellung " + order.orderNo + " wurden 4,00 € statt 4,50 € abgebucht."), told);
        awaitNotice(ada, "expired");
        String expired = ada.notices("expired").get(0).toString();
        assertTrue(expired.contains("bekommst du es ganz zurück"), expired);
        assertEquals(1, ada.notices("payment_held").size());
    }

    @Test
    void aRefundThatCameBackAfterItWasToldIsToldAndOneThatNeverWentIsNot() {
        Api shop = Api.register("en");
        Talker ada = shop.shopper().says("hello");
        OrderTold never =
                OrderTold.of(neighbours, shop, ada).placed(450).paid(450, true).refundFailed(450);
        OrderTold back = OrderTold.of(neighbours, shop, ada)
                .placed(450)
                .paid(450, true)
                .refunded(450)
                .refundFailed(450);
        back.allAgain();
        await().atMost(PATIENCE).until(() -> refunds(ada, back).size() == 2);
        assertTrue(
                refunds(ada, back).get(1).toString().contains("€4.50 for order " + back.orderNo + " did not arrive"));
        never.refunded(450);
        await().atMost(PATIENCE).until(() -> refunds(ada, never).size() == 1);
        assertTrue(refunds(ada, never).get(0).toString().contains("have refunded"));
        assertEquals(2, refunds(ada, back).size());
    }

    private static List<JsonNode> refunds(Talker talker, OrderTold order) {
        return talker.notices("refund").stream()
                .filter(it -> it.path("notice").path("order_no").asText().equals(order.orderNo))
                .toList();
    }

    @Test
    void whoDidNotWriteForADayIsToldByTheTemplateOfTheKind() {
        Api shop = Api.register("de");
        Talker ada = shop.shopper();
        OrderTold order = OrderTold.of(neighbours, shop, ada).placed(450).confirmed(450);
        awaitNotice(ada, "order_confirmation");
        JsonNode template = ada.notices("order_confirmation").get(0).at("/message/template");
        assertEquals("tresen_order_confirmation", template.path("name").asText());
        assertEquals("de", template.at("/language/code").asText());
        assertEquals(
                order.orderNo, template.at("/components/0/parameters/0/text").asText());
        assertEquals("4,50 €", template.at("/components/0/parameters/1/text").asText());
        ada.tapsOffered("order:" + order.orderNo);
        assertTrue(ada.last().toString().contains("bestätigt"), ada.text());
    }

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
                        .setCode("invalid-address")
                        .setLines(List.of())
                        .setRetailerIds(List.of())
                        .setOccurredAt(Instant.now())
                        .build());
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
    void backInStockIsToldUnlessTheShopperSaidStop() {
        Api shop = Api.register("de");
        neighbours.product(shop.businessId(), "tee", "Grüner Tee", 450);
        Talker ada = shop.shopper().says("Hallo");
        Talker bob = shop.shopper().says("STOP");
        UUID toAda = requestNotice(shop, ada);
        UUID toBob = requestNotice(shop, bob);
        awaitNotice(ada, "back_in_stock");
        await().atMost(PATIENCE).until(() -> !neighbours
                .heard(Topics.CHAT_CONVERSATION, bob.conversationId(), NoticeRefused.class)
                .isEmpty());
        NoticeRefused refused = neighbours
                .heard(Topics.CHAT_CONVERSATION, bob.conversationId(), NoticeRefused.class)
                .get(0);
        assertEquals(toBob, refused.getNoticeId());
        assertEquals("opted-out", refused.getReason());
        assertTrue(bob.notices("back_in_stock").isEmpty());
        await().atMost(PATIENCE)
                .until(() -> neighbours
                                .heard(Topics.CHAT_CONVERSATION, ada.conversationId(), NoticeSent.class)
                                .size()
                        == 1);
        NoticeSent sent = neighbours
                .heard(Topics.CHAT_CONVERSATION, ada.conversationId(), NoticeSent.class)
                .get(0);
        assertEquals(toAda, sent.getNoticeId());
        assertEquals(
                sent.getMessageId(),
                ada.notices("back_in_stock").get(0).path("id").asText());
        OrderTold.of(neighbours, shop, bob).placed(1).confirmed(1);
        awaitNotice(bob, "order_confirmation");
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

    @Test
    void rebuiltCopiesEqualTheLiveOnesAndTellNobody() {
        Api shop = Api.register("en");
        neighbours.product(shop.businessId(), "tee", "Tee", 450);
        neighbours.available(shop.businessId(), "tee", 3L, 1);
        Talker ada = shop.shopper().says("hello");
        UUID shipment = Ids.v7();
        OrderTold order = OrderTold.of(neighbours, shop, ada)
                .placed(450)
                .payable(450, 1)
                .paid(450, false)
                .confirmed(450)
                .shipped(shipment)
                .delivered(shipment);
        awaitNotice(ada, "delivered");
        awaitNotice(ada, "payment_confirmation");
        await().atMost(PATIENCE).until(() -> status(order).equals("delivered/paid"));
        int messages = ada.history().size();
        database.run(tx -> tx.update("update order_copy set status = 'damaged' where order_id = $1", order.orderId));
        for (String copy :
                List.of("chat.orders", "chat.payments", "chat.products", "chat.availability", "chat.collections")) {
            rebuild(copy);
        }
        assertEquals("delivered/paid", status(order));
        assertEquals(messages, ada.history().size());
        ada.consenting().taps("product:tee");
        assertTrue(ada.last().toString().contains("only 3 left"), ada.text());
    }

    private String status(OrderTold order) {
        return database.read(tx -> tx.one(
                        "select o.status || '/' || p.status as status from order_copy o join payment_copy p"
                                + " using (order_id) where order_id = $1",
                        order.orderId))
                .map(row -> row.getString("status"))
                .orElse("none");
    }

    private void rebuild(String copy) {
        long id = database.read(tx -> tx.one(
                                "insert into operator_command (kind, target) values ('rebuild', $1) returning id", copy)
                        .orElseThrow())
                .getLong("id");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> database.read(tx -> tx.one("select state from operator_command where id = $1", id)
                                .orElseThrow())
                        .getString("state")
                        .equals("done"));
    }

    private Talker checkedOut(Api shop, String pay) {
        Talker ada = shop.shopper().consenting();
        ada.post(Talker.cart("tee", 2, "4.50")).then().statusCode(201);
        return ada.livesAt("50667").tapsOffered(pay);
    }

    private UUID requestNotice(Api shop, Talker talker) {
        UUID noticeId = Ids.v7();
        neighbours.publish(
                Topics.NOTIFICATION_NOTICE,
                talker.conversationId(),
                shop.businessId(),
                NoticeRequested.newBuilder()
                        .setNoticeId(noticeId)
                        .setBusinessId(shop.businessId())
                        .setConversationId(talker.conversationId())
                        .setShopperId(talker.shopperId())
                        .setKind("back_in_stock")
                        .setProductId(Ids.v5(shop.businessId(), "tee"))
                        .setRetailerId("tee")
                        .setOccurredAt(Instant.now())
                        .build());
        return noticeId;
    }

    private static void awaitNotice(Talker talker, String kind) {
        await().atMost(PATIENCE).until(() -> !talker.notices(kind).isEmpty());
    }
}
