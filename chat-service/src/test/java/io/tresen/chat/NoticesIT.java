package io.tresen.chat;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.tresen.contracts.Topics;
import io.tresen.contracts.chat.v1.NoticeRefused;
import io.tresen.contracts.chat.v1.NoticeSent;
import io.tresen.contracts.notification.v1.NoticeRequested;
import io.tresen.contracts.order.v1.CancellationRefused;
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
class NoticesIT extends NoticesUnderTest {

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
    void whatCameBackIsToldInPartAndInFull() {
        Api shop = Api.register("de");
        Talker ada = shop.shopper().says("Hallo");
        OrderTold order = OrderTold.of(neighbours, shop, ada)
                .placed(450)
                .confirmed(450)
                .shipped(Ids.v7())
                .returned(false)
                .returned(true)
                .allAgain();
        await().atMost(PATIENCE).until(() -> ada.notices("returned").size() == 2);
        assertTrue(
                ada.notices("returned").get(0).toString().contains("Ein Teil von Bestellung " + order.orderNo),
                ada.text());
        assertTrue(
                ada.notices("returned").get(1).toString().contains("Rücksendung von Bestellung " + order.orderNo),
                ada.text());
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
}
