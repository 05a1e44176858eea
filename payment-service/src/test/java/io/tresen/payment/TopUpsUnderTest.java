package io.tresen.payment;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.micrometer.core.instrument.MeterRegistry;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.tresen.payment.provider.Provider;
import io.tresen.payment.provider.TopUpCharging;
import io.tresen.payment.provider.WebhookBodies;
import io.tresen.payment.topup.TopUp;
import io.tresen.payment.topup.TopUpBook;
import io.tresen.payment.topup.TopUpKey;
import io.tresen.payment.topup.TopUps;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What tests of top-ups by card share: a shopper who was led to the page of one of 25.00, what became of it, calls by REST. */
abstract class TopUpsUnderTest extends WalletsUnderTest {

    @Inject
    TopUps topUps;

    @Inject
    TopUpBook book;

    @Inject
    TopUpCharging charging;

    @Inject
    Provider provider;

    @Inject
    MeterRegistry metrics;

    UUID anna;
    UUID id;
    String token;

    @BeforeEach
    void asked() {
        anna = shopper();
        JsonPath begun = begin(UUID.randomUUID().toString(), 2_500)
                .statusCode(202)
                .extract()
                .jsonPath();
        id = UUID.fromString(begun.getString("top_up_id"));
        String url = begun.getString("pay_url");
        token = url.substring(url.lastIndexOf('/') + 1);
    }

    @AfterEach
    void today() {
        clock(Duration.ZERO);
    }

    static void clock(Duration ahead) {
        given().contentType(ContentType.JSON)
                .body("{\"offset_s\":" + ahead.toSeconds() + "}")
                .put("/local/clock")
                .then()
                .statusCode(200);
    }

    ValidatableResponse begin(String key, long minor) {
        return shop().header("Idempotency-Key", key)
                .body("{\"method\": \"card\", \"amount\": {\"amount_minor\": " + minor + ", \"currency\": \"EUR\"}}")
                .post(wallet(anna) + "/top-ups")
                .then();
    }

    ValidatableResponse pay(String card) {
        return given().contentType(ContentType.JSON)
                .accept(ContentType.JSON)
                .body("{\"method\": \"card\", \"card_token\": \"" + card + "\"}")
                .post("/payments/v1/top-up/" + token)
                .then();
    }

    TopUpKey topUpKey() {
        return new TopUpKey(business, id);
    }

    TopUp now() {
        return database.read(tx -> topUps.find(tx, topUpKey())).orElseThrow();
    }

    void awaitState(Class<? extends PaymentState> wanted) {
        await().atMost(SOON).untilAsserted(() -> assertInstanceOf(wanted, now().state()));
    }

    JsonObject intent() {
        List<JsonObject> made = stripe.intentsOfTopUp(id.toString());
        assertEquals(1, made.size());
        return made.get(0);
    }

    int webhook(String eventId, String type, JsonObject object) {
        String body = WebhookBodies.event(eventId, type, object);
        return given().contentType("application/json")
                .header("Stripe-Signature", WebhookBodies.signature(body))
                .body(body)
                .post("/payments/v1/providers/stripe/webhook")
                .statusCode();
    }

    int balance(UUID shopper) {
        return as(shopper).get(wallet(shopper)).then().extract().path("balance.amount_minor");
    }

    double counted(String counter, String... tags) {
        return metrics.counter(counter, tags).count();
    }

    /** In the wallet once, in clearing once, and charged once. */
    void creditedOnce() {
        assertEquals(2_500, balance(anna));
        await().atMost(SOON) // the balance is exact at once, a line has its number a moment later
                .untilAsserted(() -> as(anna).get(wallet(anna) + "/entries")
                        .then()
                        .body("data", hasSize(1))
                        .body("data[0].kind", equalTo("top_up"))
                        .body("data[0].top_up_id", equalTo(id.toString())));
        assertEquals(2_500, clearing());
        assertEquals(2_500L, intent().getLong("amount_received"));
        shop().get("/payments/v1/ledger/trial-balance").then().body("data[0].difference_minor", equalTo(0));
    }

    void nothingHappened() {
        assertEquals(0, balance(anna));
        assertEquals(0, clearing());
    }

    long clearing() {
        return database.read(tx -> tx.one(
                        """
                        select coalesce(sum(e.debit_minor - e.credit_minor), 0)::bigint as sum from ledger_entry e
                        join ledger_account a using (account_id)
                        where a.business_id = $1 and a.kind = 'provider_clearing'""",
                        business))
                .orElseThrow()
                .getLong("sum");
    }
}
