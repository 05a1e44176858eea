package io.tresen.chat;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.tresen.contracts.Topics;
import io.tresen.contracts.chat.v1.BackInStockWished;
import io.tresen.messaging.Ids;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** While the assistant is off, or a person has taken over, notices go out and nothing answers by itself (INTERFACE 2 and 3). */
@QuarkusTest
class SilentAssistantIT extends OnEngines {

    private static final Duration PATIENCE = Duration.ofSeconds(45);
    private static final List<String> OF_AN_ORDER =
            List.of("payment_request", "payment_confirmation", "order_confirmation", "shipping", "delivered");

    @Inject
    Neighbours neighbours;

    @Test
    void withTheAssistantOffNothingAnswersUntilItIsOnAgain() {
        Api shop = Api.register("en");
        assistant(shop, false);
        Talker ada = shop.shopper().consenting();
        ada.says("hello").says("tee").taps("menu:catalog").taps("cart:show");
        ada.post(Talker.cart("tee", 1, "4.50")).then().statusCode(201);
        assertEquals(5, ada.history().size(), ada.text());
        assistant(shop, true);
        ada.says("hello");
        assertEquals(1, ada.notices("disclosure").size(), ada.text());
        assertTrue(ada.last().toString().contains("menu:cart"), ada.text());
    }

    @Test
    void withTheAssistantOffAnOrderIsToldAllTheSame() {
        Api shop = Api.register("en");
        assistant(shop, false);
        Talker ada = shop.shopper().says("hello");
        toldOfAnOrder(shop, ada);
        assertEquals(1 + OF_AN_ORDER.size(), ada.history().size(), ada.text());
    }

    @Test
    void whileAPersonHasTakenOverAnOrderIsToldAllTheSame() {
        Api shop = Api.register("en");
        Talker ada = shop.shopper().says("hello").taps("human");
        int before = ada.history().size();
        toldOfAnOrder(shop, ada);
        assertEquals(before + OF_AN_ORDER.size(), ada.history().size(), ada.text());
        shop.authorized()
                .get("/chat/v1/conversations?status=human")
                .then()
                .body("data[0].conversation_id", equalTo(ada.conversationId().toString()));
    }

    @Test
    void withTheAssistantOffAWishThatASoldOutNoticeOffersIsHeardAllTheSame() {
        Api shop = Api.register("en");
        neighbours.product(shop.businessId(), "tee", "Green tea", 450);
        neighbours.available(shop.businessId(), "tee", 0L, 3);
        Talker ada = shop.shopper().consenting();
        await().atMost(PATIENCE)
                .until(() -> ada.taps("product:tee").last().toString().contains("notify:tee"));
        assistant(shop, false);
        OrderTold.of(neighbours, shop, ada).placed(450).rejected("sold-out", "tee");
        await().atMost(PATIENCE).until(() -> ada.notices("sold_out").size() == 1);
        ada.tapsOffered("notify:tee");
        assertTrue(ada.last().toString().contains("Green tea"), ada.text());
        assertEquals("outbound", ada.last().path("direction").asText(), ada.text());
        await().atMost(PATIENCE)
                .until(() -> neighbours
                                .heard(Topics.CHAT_CONVERSATION, ada.conversationId(), BackInStockWished.class)
                                .size()
                        == 1);
    }

    private static void assistant(Api shop, boolean on) {
        shop.authorized()
                .body("{\"enabled\": " + on + "}")
                .put("/chat/v1/business/assistant")
                .then()
                .statusCode(200)
                .body("enabled", equalTo(on));
    }

    private void toldOfAnOrder(Api shop, Talker talker) {
        UUID shipment = Ids.v7();
        OrderTold.of(neighbours, shop, talker)
                .placed(450)
                .awaitingPayment(450)
                .payable(450, 1)
                .paid(450, false)
                .confirmed(450)
                .shipped(shipment)
                .delivered(shipment);
        for (String kind : OF_AN_ORDER) {
            await().atMost(PATIENCE).until(() -> talker.notices(kind).size() == 1);
        }
    }
}
