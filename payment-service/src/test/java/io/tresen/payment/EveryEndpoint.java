package io.tresen.payment;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tresen.contracts.Topics;
import io.tresen.contracts.common.v1.Money;
import io.tresen.contracts.common.v1.OrderAmounts;
import io.tresen.contracts.common.v1.PaymentMethod;
import io.tresen.contracts.order.v1.CollectionOpened;
import io.tresen.contracts.order.v1.PaymentRequested;
import io.tresen.engines.access.Callers;
import io.tresen.engines.badinput.Scene;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What tests of every endpoint share: a shop with all that {@link AccessIT#TABLE} names. */
abstract class EveryEndpoint extends TransfersUnderTest {

    Scene scene() {
        Map<String, String> things = new HashMap<>();
        things.put("anna", anna.toString());
        things.put("ben", ben.toString());
        things.put("ticket", ticket(anna));
        topUp(anna, 5_000);
        things.put(
                "account",
                shop().get("/payments/v1/ledger/accounts?kind=shopper_wallet")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("data[0].account_id"));
        things.put("asked", asked(as(ben), anna));
        things.put("unwanted", asked(shop(), anna));
        things.put("taken_back", asked(as(anna), ben));
        askedToTopUp(things);
        paidByCard(things);
        deliveredForCash(things);
        return new Scene(Callers.of(business, anna, UUID.randomUUID()), things);
    }

    private static String asked(RequestSpecification who, UUID of) {
        return id(who.header("Idempotency-Key", UUID.randomUUID().toString())
                        .body(new JsonObject()
                                .put("from_shopper_id", of.toString())
                                .put("amount", eur(10))
                                .encode())
                        .post("/payments/v1/payment-requests")
                        .then()
                        .statusCode(201))
                .toString();
    }

    private void askedToTopUp(Map<String, String> things) {
        ValidatableResponse asked = shop().header(
                        "Idempotency-Key", UUID.randomUUID().toString())
                .body(new JsonObject()
                        .put("amount", eur(500))
                        .put("method", "card")
                        .encode())
                .post("/payments/v1/wallets/" + anna + "/top-ups")
                .then()
                .statusCode(202);
        String payUrl = asked.extract().path("pay_url");
        things.put("top_up", asked.extract().path("top_up_id"));
        things.put("top_up_token", payUrl.substring(payUrl.lastIndexOf('/') + 1));
    }

    private void paidByCard(Map<String, String> things) {
        requestedByCard();
        await().atMost(SOON).until(() -> heldIfThere().isPresent());
        String payToken = held().order().payToken();
        given().contentType(ContentType.JSON)
                .body("{\"method\": \"card\", \"card_token\": \"pm_card_visa\"}")
                .post("/payments/v1/pay/" + payToken)
                .then()
                .statusCode(200);
        String payment = Payment.id(order, 1).toString();
        ValidatableResponse refund = shop().header(
                        "Idempotency-Key", UUID.randomUUID().toString())
                .body("{\"amount_minor\": 100, \"reason\": \"late\"}")
                .post("/payments/v1/payments/" + payment + "/refunds")
                .then()
                .statusCode(202);
        things.put("order", order.toString());
        things.put("pay_token", payToken);
        things.put("payment", payment);
        things.put("refund", refund.extract().path("refund_id"));
    }

    private void deliveredForCash(Map<String, String> things) {
        UUID other = UUID.randomUUID();
        things.put("cash", Payment.id(other, 1).toString());
        send(
                Topics.ORDER_PAYMENT_REQUEST,
                other,
                UUID.randomUUID(),
                1,
                PaymentRequested.newBuilder()
                        .setOrderId(other)
                        .setOrderNo("T00002")
                        .setBusinessId(business)
                        .setOccurredAt(Instant.now())
                        .setShopperId(anna)
                        .setConversationId(UUID.randomUUID())
                        .setAmount(new Money(1990L, "EUR"))
                        .setAmounts(new OrderAmounts(1990L, 0L, 0L, 0L, 0L))
                        .setMethod(PaymentMethod.COD)
                        .build());
        send(
                Topics.ORDER_PAYMENT_REQUEST,
                other,
                UUID.randomUUID(),
                2,
                CollectionOpened.newBuilder()
                        .setOrderId(other)
                        .setOrderNo("T00002")
                        .setBusinessId(business)
                        .setOccurredAt(Instant.now())
                        .build());
        await().atMost(SOON).until(() -> database.read(tx -> payments.find(tx, new OrderKey(business, other)))
                .isPresent());
    }
}
