package io.tresen.proof.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.proof.OnThePlatform;
import io.tresen.proof.client.Http;
import io.tresen.proof.client.Shop;
import io.tresen.proof.client.Shopper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A shopper buys the last pot by card, and another is told when it is back. */
class CardJourneyIT extends OnThePlatform {

    @Test
    void fromTheFirstHelloToBackInStock() {
        Shop shop = newShop();
        shop.product("pot", "Blue teapot", 1990, 1, "goods");
        Shopper ada = shop.shopper();
        ada.say("hello");
        ada.await(message -> message.toString().contains("menu:catalog"), "the menu");
        ada.consenting();
        ada.tap("product:pot");
        ada.await(message -> message.toString().contains("€19.90"), "the product sheet with its price");
        ada.tap("add:pot");
        ada.tap("cart:checkout");
        ada.address("50667");
        ada.tapOffered("pay:now");

        JsonNode asked = ada.awaitNotice("payment_request");
        String orderNo = asked.path("notice").path("order_no").asText();
        String orderId = shop.orderByNo(orderNo).path("order_id").asText();
        Http.Answer paid = pay(asked, "pm_card_visa");
        assertEquals("captured", paid.expect(200).path("status").asText());
        ada.awaitNotice("order_confirmation");
        ada.awaitNotice("payment_confirmation");
        assertEquals(0, shop.stock("pot").path("available").asInt());

        Shopper bob = shop.shopper().consenting();
        bob.tapUntilOffered("product:pot", "notify:pot");

        ada.tap("order:" + orderNo);
        shop.awaitStatus(orderId, "confirmed");
        ada.tap("address:" + orderNo);
        ada.address("10115");
        ada.awaitNotice("address_corrected");
        shop.ship(orderId);
        ada.awaitNotice("shipping");
        JsonNode shipped = shop.awaitStatus(orderId, "shipped");
        assertEquals("10115", shipped.path("delivery_address").path("postcode").asText());
        shop.http().post("/orders/v1/orders/" + orderId + "/deliveries", "{}");
        ada.awaitNotice("delivered");

        shop.setStock("pot", 3);
        bob.awaitNotice("back_in_stock");

        for (String kind :
                List.of("order_confirmation", "payment_confirmation", "payment_request", "shipping", "delivered")) {
            assertEquals(1, ada.notices(kind), kind);
        }
        assertEquals(1, bob.notices("back_in_stock"));
        Map<String, List<String>> events = invariants().eventsOf(orderId);
        assertEquals(
                List.of(
                        "OrderPlaced",
                        "OrderAwaitingPayment",
                        "OrderConfirmed",
                        "DeliveryAddressCorrected",
                        "OrderShipped",
                        "OrderDelivered"),
                events.get("order.order.v1"));
        assertEquals(List.of("StockReserved", "StockClaimed"), events.get("catalog.reservation.v1"));
        assertEquals(List.of("PaymentPending", "PaymentSucceeded"), events.get("payment.payment.v1"));
        assertEquals(List.of("PaymentRequested"), events.get("order.payment-request.v1"));
    }

    @Test
    void aDeclinedCardCanBeTriedAgain() {
        Shop shop = newShop();
        shop.product("cup", "Cup", 500, 5, "goods");
        Shopper ada = shop.shopper().consenting();
        ada.order("k", "cup", 2, 500);
        ada.address("50667");
        ada.tapOffered("pay:now");
        JsonNode asked = ada.awaitNotice("payment_request");
        assertEquals(
                "failed",
                pay(asked, "pm_card_visa_chargeDeclined")
                        .expect(200)
                        .path("status")
                        .asText());
        ada.awaitNotice("payment_failed");
        assertEquals(
                "captured",
                pay(asked, "pm_card_visa").expect(200).path("status").asText());
        ada.awaitNotice("payment_confirmation");
        assertTrue(shop.stock("cup").path("available").asInt() == 3);
    }

    static Http.Answer pay(JsonNode asked, String card) {
        JsonNode settings = asked.path("message")
                .path("interactive")
                .path("action")
                .path("parameters")
                .path("payment_settings");
        String uri = settings.path(0).path("payment_link").path("uri").asText();
        String path = uri.substring(uri.indexOf("/payments/"));
        return new Http(platform().origin(), null)
                .post(path, "{\"method\": \"card\", \"card_token\": \"" + card + "\"}");
    }
}
