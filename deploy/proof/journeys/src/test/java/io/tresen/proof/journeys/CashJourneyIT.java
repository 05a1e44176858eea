package io.tresen.proof.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.proof.OnThePlatform;
import io.tresen.proof.client.Pause;
import io.tresen.proof.client.Shop;
import io.tresen.proof.client.Shopper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Cash on delivery, and orders that are called off. */
class CashJourneyIT extends OnThePlatform {

    @Test
    void cashIsCollectedOnceTheParcelIsOnItsWay() {
        Shop shop = newShop();
        shop.product("mug", "Mug", 900, 10, "goods");
        Shopper ada = shop.shopper().consenting();
        String orderNo = buyForCash(ada, "mug", 900);
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
    void cashThatIsRefusedAtTheDoorIsAskedForNoMoreAndTheGoodsAreBackInStock() {
        Shop shop = newShop();
        shop.product("lamp", "Lamp", 1_500, 4, "goods");
        Shopper ada = shop.shopper().consenting();
        String orderNo = buyForCash(ada, "lamp", 1_500);
        String orderId = shop.orderByNo(orderNo).path("order_id").asText();
        String payment = paymentOf(shop, orderId);
        shop.ship(orderId);
        ada.awaitNotice("shipping");
        awaitStock(shop, "lamp", 3, 3);
        shop.http()
                .post("/orders/v1/orders/" + orderId + "/returns", "{\"reason\": \"refused at the door\"}")
                .expect(201);

        shop.awaitStatus(orderId, "returned");
        awaitCancelled(shop, payment);
        shop.awaitPaymentStatus(orderId, "none");
        assertEquals(409, collect(shop, payment, 1_500));
        awaitStock(shop, "lamp", 4, 4);
        Map<String, List<String>> events = invariants().eventsOf(orderId);
        assertEquals(
                List.of("OrderPlaced", "OrderConfirmed", "OrderShipped", "OrderReturned"),
                events.get("order.order.v1"));
        assertEquals(
                List.of("PaymentRequested", "CollectionOpened", "PaymentWithdrawn"),
                events.get("order.payment-request.v1"));
        assertEquals(List.of("PaymentPending", "PaymentCancelled"), events.get("payment.payment.v1"));
        assertEquals(List.of("StockReserved", "StockClaimed", "StockRestocked"), events.get("catalog.reservation.v1"));
        // nothing moves any more, so chat has heard of it too
        ada.tap("order:" + orderNo);
        ada.await(message -> message.toString().contains("Order " + orderNo + ": returned"), "what became of it");
        assertEquals(0, ada.notices("payment_confirmation"));
        assertEquals(
                0,
                shop.http()
                        .get("/payments/v1/ledger/trial-balance")
                        .expect(200)
                        .path("data")
                        .size());
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

    /** @return the order's number */
    private static String buyForCash(Shopper shopper, String product, long priceMinor) {
        shopper.order("k", product, 1, priceMinor);
        shopper.address("50667");
        shopper.tapOffered("pay:cod");
        return shopper.awaitNotice("order_confirmation")
                .path("notice")
                .path("order_no")
                .asText();
    }

    /** Payment-service hears of the return at its own time. */
    private static void awaitCancelled(Shop shop, String payment) {
        Pause pause = new Pause(Duration.ofSeconds(30));
        JsonNode found;
        do {
            found = shop.http().get("/payments/v1/payments/" + payment).expect(200);
        } while (!found.path("status").asText().equals("cancelled") && pause.again());
        assertEquals("cancelled", found.path("status").asText(), found::toString);
        assertEquals(0, found.at("/captured/amount_minor").asLong(), found::toString);
    }

    /** Catalog-service hears of parcels and returns at its own time. */
    private static void awaitStock(Shop shop, String product, int onHand, int available) {
        Pause pause = new Pause(Duration.ofSeconds(30));
        JsonNode stock;
        do {
            stock = shop.stock(product);
        } while (stock.path("on_hand").asInt() != onHand && pause.again());
        assertEquals(onHand, stock.path("on_hand").asInt(), stock::toString);
        assertEquals(available, stock.path("available").asInt(), stock::toString);
    }

    private static String paymentOf(Shop shop, String orderId) {
        Pause pause = new Pause(Duration.ofSeconds(30));
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
