package io.tresen.payment;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tresen.engines.TestTokens;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A shop's payments, refunds, collected cash and ledger by REST. */
@QuarkusTest
class PaymentApiIT extends PaymentCallsUnderTest {

    @Test
    void a_payment_is_shown_to_its_own_shop_and_to_nobody_else() {
        String token = askedByCard();
        shop().get("/payments/v1/payments?order_id=" + order)
                .then()
                .statusCode(200)
                .body("data", hasSize(1))
                .body("data[0].payment_id", equalTo(payment.toString()))
                .body("data[0].order_id", equalTo(order.toString()))
                .body("data[0].method", equalTo("card"))
                .body("data[0].provider", equalTo("stripe"))
                .body("data[0].status", equalTo("pending"))
                .body("data[0].captured.amount_minor", equalTo(0))
                .body("data[0].refunded.amount_minor", equalTo(0))
                .body("data[0].pay_url", endsWith("/payments/v1/pay/" + token));
        String stranger = "Bearer " + TestTokens.business(UUID.randomUUID()).mint();
        given().header("Authorization", stranger)
                .get("/payments/v1/payments/" + payment)
                .then()
                .statusCode(404);
        given().header("Authorization", stranger)
                .get("/payments/v1/payments?order_id=" + order)
                .then()
                .statusCode(200)
                .body("data", empty());
        given().get("/payments/v1/payments/" + payment).then().statusCode(401);
        String shopper = TestTokens.shopper(business, UUID.randomUUID(), UUID.randomUUID())
                .mint();
        given().header("Authorization", "Bearer " + shopper)
                .get("/payments/v1/payments/" + payment)
                .then()
                .statusCode(403);
        shop().get("/payments/v1/payments").then().statusCode(400);
        shop().get("/payments/v1/payments?order_id=7").then().statusCode(400);
    }

    @Test
    void a_refund_goes_to_the_provider_and_more_than_is_left_is_refused() {
        pay(askedByCard(), "pm_card_visa");
        String key = UUID.randomUUID().toString();
        String first = refund(key, 990)
                .statusCode(202)
                .body("status", equalTo("pending"))
                .extract()
                .path("refund_id");
        refund(key, 990).statusCode(202).header("Idempotency-Replayed", "true").body("refund_id", equalTo(first));
        refund(UUID.randomUUID().toString(), 1001).statusCode(409).body("type", endsWith("/refund-exceeds-captured"));
        await().atMost(SOON).untilAsserted(() -> shop().get("/payments/v1/payments/" + payment)
                .then()
                .body("status", equalTo("partially_refunded"))
                .body("refunded.amount_minor", equalTo(990)));
        refund(UUID.randomUUID().toString(), 1000).statusCode(202);
        await().atMost(SOON)
                .untilAsserted(() ->
                        shop().get("/payments/v1/payments/" + payment).then().body("status", equalTo("refunded")));
        assertEquals(1990, stripe.refundedOf(order.toString()));
        trialBalance();
        refund(null, 1).statusCode(400);
        refund(UUID.randomUUID().toString(), 0).statusCode(422);
    }

    @Test
    void an_agent_looks_at_payments_and_refunds_nothing() {
        pay(askedByCard(), "pm_card_visa");
        UUID ann = UUID.randomUUID();
        String agent = "Bearer " + TestTokens.staff(business, ann, "agent").mint();
        String owner = "Bearer " + TestTokens.staff(business, ann, "owner").mint();
        String path = "/payments/v1/payments/" + payment;
        given().header("Authorization", agent).get(path).then().statusCode(200);
        asking(agent).post(path + "/refunds").then().statusCode(403);
        asking(agent).post(path + "/collection").then().statusCode(403);
        given().header("Authorization", agent)
                .get("/payments/v1/ledger/trial-balance")
                .then()
                .statusCode(403);
        asking(owner).post(path + "/refunds").then().statusCode(202);
        given().header("Authorization", agent)
                .get(path + "/refunds")
                .then()
                .statusCode(200)
                .body("data[0].by.kind", equalTo("staff"))
                .body("data[0].by.id", equalTo(ann.toString()))
                .body("data[0].reason", equalTo("broken"));
    }

    private static RequestSpecification asking(String authorization) {
        return given().header("Authorization", authorization)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(ContentType.JSON)
                .body("{\"amount_minor\": 100, \"reason\": \"broken\"}");
    }

    private void trialBalance() {
        shop().get("/payments/v1/ledger/trial-balance")
                .then()
                .statusCode(200)
                .body("data", hasSize(1))
                .body("data[0].currency", equalTo("EUR"))
                .body("data[0].debits_minor", equalTo(3980))
                .body("data[0].credits_minor", equalTo(3980))
                .body("data[0].difference_minor", equalTo(0));
    }

    @Test
    void cash_is_collected_once_exactly_and_not_before_it_was_shipped() {
        requested(io.tresen.contracts.common.v1.PaymentMethod.COD, null);
        await().atMost(SOON).until(() -> heldIfThere().isPresent());
        shop().get("/payments/v1/payments/" + payment)
                .then()
                .body("$", hasEntry("pay_by", null)) // cash has no deadline
                .body("$", not(hasKey("pay_url")));
        collect(1990).statusCode(409).body("type", endsWith("/not-shipped"));
        collect(1989).statusCode(422).body("type", endsWith("/wrong-amount"));
        collectionOpened();
        await().atMost(SOON).until(() -> held().order().collectionOpen());
        collect(1990).statusCode(200).body("status", equalTo("captured")).body("provider", equalTo("cash"));
        collect(1990).statusCode(409).body("type", endsWith("/already-collected"));
        refund(UUID.randomUUID().toString(), 1990).statusCode(201).body("status", equalTo("succeeded"));
        trialBalance();
    }

    private ValidatableResponse collect(long amount) {
        return shop().header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(ContentType.JSON)
                .body(new JsonObject().put("amount_minor", amount).encode())
                .post("/payments/v1/payments/" + payment + "/collection")
                .then();
    }
}
