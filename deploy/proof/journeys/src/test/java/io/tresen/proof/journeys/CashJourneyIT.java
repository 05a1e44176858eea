package io.tresen.proof.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.proof.OnThePlatform;
import io.tresen.proof.client.Shop;
import io.tresen.proof.client.Shopper;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cash on delivery, and orders that are called off. */
class CashJourneyIT extends OnThePlatform {

    @Test
    void cashIsCollectedOnceTheParcelIsOnItsWay() {
        Shop shop = newShop();
        shop.product("mug", "Mug", 900, 10, "goods");
        Shopper ada = shop.shopper().consenting();
        ada.order("k", "mug", 1, 900);
        ada.address("50667");
        ada.tapOffered("pay:cod");
        String orderNo = ada.awaitNotice("order_confirmation")
                .path("notice")
                .path("order_no")
                .asText();
        String orderId = shop.orderByNo(orderNo).path("order_id").asText();
        String payment = paymentOf(shop, orderId);
        assertEquals(409, collect(shop, payment, 900));
        shop.ship(orderId);
        ada.awaitNotice("shipping");
        shop.awaitStatus(orderId, "shipped");
        assertEquals(422, collect(shop, payment, 899));
        assertEquals(2, collect(shop, payment, 900) / 100);
        ada.awaitNotice("payment_confirmation");
        shop.awaitPaymentStatus(orderId, "paid");
        assertEquals(1, ada.notices("order_confirmation"));
        assertEquals(1, ada.notices("payment_confirmation"));
    }

    @Test
    void aPaidOrderThatIsCancelledGivesMoneyAndStockBack() {
        Shop shop = newShop();
        shop.product("jar", "Jar", 1200, 4, "goods");
        Shopper ada = shop.shopper().consenting();
        ada.order("k", "jar", 1, 1200);
        ada.address("50667");
        ada.tapOffered("pay:now");
        JsonNode asked = ada.awaitNotice("payment_request");
        CardJourneyIT.pay(asked, "pm_card_visa").expect(200);
        String orderNo = ada.awaitNotice("order_confirmation")
                .path("notice")
                .path("order_no")
                .asText();
        String orderId = shop.orderByNo(orderNo).path("order_id").asText();
        ada.tap("cancel:" + orderNo);
        shop.awaitStatus(orderId, "cancelled");
        ada.awaitNotice("cancelled");
        ada.awaitNotice("refund");
        assertEquals(4, shop.stock("jar").path("available").asInt());
        assertEquals(
                List.of(
                        "OrderPlaced",
                        "OrderAwaitingPayment",
                        "OrderConfirmed",
                        "OrderCancellationStarted",
                        "OrderCancelled"),
                invariants().eventsOf(orderId).get("order.order.v1"));
    }

    private static String paymentOf(Shop shop, String orderId) {
        var pause = new io.tresen.proof.client.Pause(java.time.Duration.ofSeconds(30));
        JsonNode data;
        do {
            data = shop.http()
                    .get("/payments/v1/payments?order_id=" + orderId)
                    .expect(200)
                    .path("data");
        } while (data.isEmpty() && pause.again());
        return data.path(0).path("payment_id").asText();
    }

    private static int collect(Shop shop, String payment, long amount) {
        return shop.http()
                .post("/payments/v1/payments/" + payment + "/collection", "{\"amount_minor\": " + amount + "}")
                .status();
    }
}
