package io.tresen.payment;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tresen.payment.provider.WebhookBodies;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** Calls that tests of the pay page, of payments and of webhooks share: an order to pay by card, and who speaks about it. */
abstract class PaymentCallsUnderTest extends ServiceUnderTest {

    final UUID payment = Payment.id(order, 1);

    String askedByCard() {
        requestedByCard();
        await().atMost(SOON).until(() -> heldIfThere().isPresent());
        return held().order().payToken();
    }

    ValidatableResponse pay(String token, String card) {
        return payJson(
                token,
                new JsonObject().put("method", "card").put("card_token", card).encode());
    }

    ValidatableResponse payJson(String token, String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/payments/v1/pay/" + token)
                .then();
    }

    RequestSpecification shop() {
        return given().header("Authorization", bearer());
    }

    ValidatableResponse webhook(String body, String signature) {
        return given().contentType("application/json")
                .header("Stripe-Signature", signature)
                .body(body)
                .post("/payments/v1/providers/stripe/webhook")
                .then();
    }

    ValidatableResponse webhook(String id, String type, JsonObject object) {
        String body = WebhookBodies.event(id, type, object);
        return webhook(body, WebhookBodies.signature(body));
    }

    ValidatableResponse refund(String key, long amount) {
        RequestSpecification request = shop().contentType(ContentType.JSON)
                .body(new JsonObject()
                        .put("amount_minor", amount)
                        .put("reason", "scratched")
                        .encode());
        return (key == null ? request : request.header("Idempotency-Key", key))
                .post("/payments/v1/payments/" + payment + "/refunds")
                .then();
    }
}
