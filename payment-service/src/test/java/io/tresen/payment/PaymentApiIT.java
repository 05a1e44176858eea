package io.tresen.payment;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tresen.contracts.Topics;
import io.tresen.contracts.chat.v1.BusinessChanged;
import io.tresen.engines.TestTokens;
import io.tresen.payment.provider.StripeDouble;
import io.tresen.payment.provider.WebhookBodies;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class PaymentApiIT extends ServiceUnderTest {

    private final UUID payment = Payment.id(order, 1);

    /** Bodies that could claim no attempt. */
    private static final List<String> NONSENSE = List.of(
            "",
            "{}",
            "{\"method\":\"gold\"}",
            "{\"method\":\"wallet\"}",
            "{\"method\":\"card\",\"card_token\":\"4242\"}");

    private String askedByCard() {
        requestedByCard();
        await().atMost(SOON).until(() -> heldIfThere().isPresent());
        return held().order().payToken();
    }

    private ValidatableResponse pay(String token, String card) {
        return payJson(
                token,
                new JsonObject().put("method", "card").put("card_token", card).encode());
    }

    private ValidatableResponse payJson(String token, String body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/payments/v1/pay/" + token)
                .then();
    }

    private RequestSpecification shop() {
        return given().header("Authorization", bearer());
    }

    private ValidatableResponse webhook(String body, String signature) {
        return given().contentType("application/json")
                .header("Stripe-Signature", signature)
                .body(body)
                .post("/payments/v1/providers/stripe/webhook")
                .then();
    }

    private ValidatableResponse webhook(String id, String type, JsonObject object) {
        String body = WebhookBodies.event(id, type, object);
        return webhook(body, WebhookBodies.signature(body));
    }

    // ---- the pay page

    @Test
    void the_page_is_in_the_readers_language_and_loads_nothing_from_elsewhere() {
        String token = askedByCard();
        given().accept("text/html")
                .header("Accept-Language", "de-DE")
                .get("/payments/v1/pay/" + token)
                .then()
                .statusCode(200)
                .contentType(startsWith("text/html"))
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", "no-store")
                .body(containsString("19,90\u00a0€"), containsString("T00001"), containsString("<form method=\"post\""))
                .body(not(containsString("<script")), not(containsString("src=")));
        given().accept("text/html")
                .header("Accept-Language", "fr, en;q=0.5")
                .get("/payments/v1/pay/" + token)
                .then()
                .body(containsString("€19.90"), containsString("Pay now"));
    }

    @Test
    void the_page_as_json_says_what_can_be_done() {
        String token = askedByCard();
        given().accept(ContentType.JSON)
                .get("/payments/v1/pay/" + token)
                .then()
                .statusCode(200)
                .body("order_no", equalTo("T00001"))
                .body("amount.amount_minor", equalTo(1990))
                .body("amount.currency", equalTo("EUR"))
                .body("status", equalTo("pending"))
                .body("methods", equalTo(List.of("card")));
        pay(token, "pm_card_visa")
                .statusCode(200)
                .body("status", equalTo("captured"))
                .body("methods", empty());
        pay(token, "pm_card_visa").statusCode(200).body("status", equalTo("captured"));
        given().accept("text/html").get("/payments/v1/pay/" + token).then().body(containsString("data-state=\"PAID\""));
        assertEquals(1, stripe.chargesOf(order.toString()).size());
    }

    @Test
    void the_form_leads_back_to_the_chat_and_after_a_refusal_to_the_page() {
        shopIsKnown();
        String token = askedByCard();
        await().atMost(SOON).untilAsserted(() -> given().accept("text/html")
                .get("/payments/v1/pay/" + token)
                .then()
                .body(containsString("Kaffee &amp; Mehr"), containsString("lang=\"de\"")));
        form(token, "pm_card_visa_chargeDeclined")
                .statusCode(303)
                .header("Location", endsWith("/payments/v1/pay/" + token));
        given().accept("text/html")
                .get("/payments/v1/pay/" + token)
                .then()
                .body(containsString("data-state=\"FAILED\""), containsString("<form"));
        form(token, "pm_card_visa").statusCode(303).header("Location", endsWith("/chat/s/kaffee"));
        form(token, "pm_card_visa").statusCode(303).header("Location", endsWith("/chat/s/kaffee"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pm_sandbox_late_webhook", "pm_sandbox_timeout_charged"})
    void the_form_leads_to_the_chat_while_nobody_knows_how_the_attempt_ends(String card) {
        shopIsKnown();
        String token = askedByCard();
        await().atMost(SOON).untilAsserted(() -> given().accept("text/html")
                .get("/payments/v1/pay/" + token)
                .then()
                .body(containsString("Kaffee &amp; Mehr")));
        form(token, card).statusCode(303).header("Location", endsWith("/chat/s/kaffee"));
    }

    private void shopIsKnown() {
        send(
                Topics.CHAT_BUSINESS,
                business,
                UUID.randomUUID(),
                1,
                BusinessChanged.newBuilder()
                        .setBusinessId(business)
                        .setName("Kaffee & Mehr")
                        .setHandle("kaffee")
                        .setCountry("DE")
                        .setCurrency("EUR")
                        .setLanguage("de")
                        .setPaymentMethods(List.of())
                        .setAssistantEnabled(true)
                        .setVersion(1)
                        .setOccurredAt(Instant.now())
                        .build());
    }

    private ValidatableResponse form(String token, String card) {
        return given().redirects()
                .follow(false)
                .contentType("application/x-www-form-urlencoded")
                .formParam("method", "card")
                .formParam("card_token", card)
                .post("/payments/v1/pay/" + token)
                .then();
    }

    @Test
    void a_closed_page_takes_nothing() {
        String token = askedByCard();
        withdrawn("expired");
        await().atMost(SOON).until(() -> held().order().withdrawn() != null);
        pay(token, "pm_card_visa").statusCode(409).body("type", endsWith("/not-payable"));
        form(token, "pm_card_visa").statusCode(409).body(containsString("data-state=\"CLOSED\""));
        given().accept(ContentType.JSON)
                .get("/payments/v1/pay/" + token)
                .then()
                .statusCode(200)
                .body("status", equalTo("cancelled"))
                .body("methods", empty());
    }

    @Test
    void an_unknown_page_is_404_in_either_shape() {
        pay("no-such-token", "pm_card_visa").statusCode(404).body("type", endsWith("/not-found"));
        given().accept(ContentType.JSON).get("/payments/v1/pay/nope").then().statusCode(404);
        given().accept("text/html")
                .get("/payments/v1/pay/nope")
                .then()
                .statusCode(404)
                .body(containsString("data-state=\"UNKNOWN\""));
    }

    @Test
    void where_the_payment_stands_is_answered_before_the_body_is_looked_at() {
        for (String nonsense : NONSENSE) {
            payJson("no-such-token", nonsense).statusCode(404);
        }
        form("no-such-token", "").statusCode(404).body(containsString("data-state=\"UNKNOWN\""));
        String token = askedByCard();
        pay(token, "pm_sandbox_late_webhook").statusCode(200);
        for (String nonsense : NONSENSE) {
            payJson(token, nonsense).statusCode(200).body("status", equalTo("pending"));
        }
        keyed(token, "short", "pm_card_visa").statusCode(200).body("status", equalTo("pending"));
        form(token, "").statusCode(303);
        stripe.change(held().last().providerRef(), StripeDouble.charged(1990));
        await().atMost(SOON).until(() -> held().last().state().taken() != null);
        for (String nonsense : NONSENSE) {
            payJson(token, nonsense).statusCode(200).body("status", equalTo("captured"));
        }
    }

    @Test
    void a_closed_payment_is_closed_whatever_the_body_says() {
        String token = askedByCard();
        withdrawn("expired");
        await().atMost(SOON).until(() -> held().order().withdrawn() != null);
        for (String nonsense : NONSENSE) {
            payJson(token, nonsense).statusCode(409).body("type", endsWith("/not-payable"));
        }
        form(token, "").statusCode(409).body(containsString("data-state=\"CLOSED\""));
        keyed(token, "short", "pm_card_visa").statusCode(409);
    }

    @Test
    void a_body_beyond_a_megabyte_is_a_413_problem() {
        payJson("no-such-token", "{\"method\":\"" + "a".repeat(2 << 20) + "\"}")
                .statusCode(413)
                .contentType("application/problem+json")
                .body("type", endsWith("/content-too-large"));
    }

    @Test
    void what_is_sent_wrongly_is_refused_and_charges_nobody() {
        String token = askedByCard();
        payJson(token, "{\"method\":\"wallet\"}").statusCode(422).body("type", endsWith("/payment-method-unavailable"));
        payJson(token, "{\"method\":\"cod\"}").statusCode(422);
        payJson(token, "{\"method\":\"gold\"}").statusCode(422);
        payJson(token, "{\"method\":\"card\"}").statusCode(422);
        payJson(token, "{\"method\":\"card\",\"card_token\":\"4242424242424242\"}")
                .statusCode(422);
        payJson(token, "{\"method\":\"card\",\"card_token\":7}").statusCode(400);
        payJson(token, "{").statusCode(400);
        payJson(token, "").statusCode(400);
        assertEquals(0, stripe.intentsOf(payment.toString()).size());
        pay(token, "pm_unknown_card").statusCode(200).body("status", equalTo("failed"));
    }

    @Test
    void a_card_holder_who_is_asked_comes_back_and_the_provider_is_believed_not_the_address() {
        String token = askedByCard();
        pay(token, "pm_sandbox_requires_action")
                .statusCode(200)
                .body("status", equalTo("pending"))
                .body("next_action.redirect_url", equalTo("https://bank.example/approve"));
        form(token, "pm_card_visa").statusCode(303).header("Location", "https://bank.example/approve");
        given().accept(ContentType.JSON)
                .get("/payments/v1/pay/" + token + "?payment_intent=x&redirect_status=succeeded")
                .then()
                .body("status", equalTo("pending"));
        stripe.change(held().last().providerRef(), StripeDouble.charged(1990));
        given().accept(ContentType.JSON).get("/payments/v1/pay/" + token + "?payment_intent=x");
        await().atMost(SOON).untilAsserted(() -> given().accept(ContentType.JSON)
                .get("/payments/v1/pay/" + token)
                .then()
                .body("status", equalTo("captured")));
    }

    @Test
    void a_sent_idempotency_key_names_its_attempt() {
        String token = askedByCard();
        String key = UUID.randomUUID().toString();
        keyed(token, key, "pm_card_visa_chargeDeclined")
                .body("status", equalTo("failed"))
                .header("Idempotency-Replayed", nullValue());
        keyed(token, key, "pm_card_visa_chargeDeclined")
                .body("status", equalTo("failed"))
                .header("Idempotency-Replayed", "true");
        assertEquals(1, held().payments().size());
        keyed(token, key, "pm_card_visa").statusCode(422).body("type", endsWith("/idempotency-key-reused"));
        keyed(token, "short", "pm_card_visa").statusCode(400);
        keyed(token, UUID.randomUUID().toString(), "pm_card_visa").body("status", equalTo("captured"));
    }

    private ValidatableResponse keyed(String token, String key, String card) {
        return given().header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(new JsonObject()
                        .put("method", "card")
                        .put("card_token", card)
                        .encode())
                .post("/payments/v1/pay/" + token)
                .then();
    }

    // ---- payments, refunds, collection, ledger

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

    private ValidatableResponse refund(String key, long amount) {
        RequestSpecification request = shop().contentType(ContentType.JSON)
                .body(new JsonObject()
                        .put("amount_minor", amount)
                        .put("reason", "scratched")
                        .encode());
        return (key == null ? request : request.header("Idempotency-Key", key))
                .post("/payments/v1/payments/" + payment + "/refunds")
                .then();
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

    // ---- webhooks

    @Test
    void an_event_tells_what_the_answer_left_open_and_a_second_delivery_changes_nothing() {
        pay(askedByCard(), "pm_sandbox_late_webhook").body("status", equalTo("pending"));
        JsonObject charged = stripe.intentsOf(payment.toString()).get(0).copy().mergeIn(StripeDouble.charged(1990));
        String id = "evt_" + UUID.randomUUID();
        webhook(id, "payment_intent.succeeded", charged).statusCode(200);
        webhook(id, "payment_intent.succeeded", charged).statusCode(200);
        webhook("evt_" + UUID.randomUUID(), "payment_intent.succeeded", charged).statusCode(200);
        webhook(
                        "evt_" + UUID.randomUUID(),
                        "payment_intent.processing",
                        charged.copy().put("status", "processing"))
                .statusCode(200);
        shop().get("/payments/v1/payments/" + payment).then().body("status", equalTo("captured"));
        told(io.tresen.contracts.payment.v1.PaymentSucceeded.class);
        assertEquals(List.of("PaymentPending", "PaymentSucceeded"), types());
    }

    @Test
    void an_event_that_comes_before_our_own_answer_ends_right() {
        String token = askedByCard();
        stripe.before("/confirm", path -> {
            JsonObject intent =
                    stripe.intentsOf(payment.toString()).get(0).copy().mergeIn(StripeDouble.charged(1990));
            webhook("evt_" + UUID.randomUUID(), "payment_intent.succeeded", intent)
                    .statusCode(200);
        });
        pay(token, "pm_card_visa").body("status", equalTo("captured"));
        told(io.tresen.contracts.payment.v1.PaymentSucceeded.class);
        assertEquals(List.of("PaymentPending", "PaymentSucceeded"), types());
        assertEquals(1, stripe.chargesOf(order.toString()).size());
    }

    @Test
    void an_event_about_a_second_charge_under_the_same_name_is_shown_to_a_person() {
        pay(askedByCard(), "pm_card_visa");
        JsonObject second = stripe.intentsOf(payment.toString()).get(0).copy().put("id", "pi_elsewhere");
        webhook("evt_" + UUID.randomUUID(), "payment_intent.succeeded", second).statusCode(200);
        shop().get("/payments/v1/payments/" + payment)
                .then()
                .body("status", equalTo("captured"))
                .body("attention.code", equalTo("second-charge"));
    }

    @Test
    void a_refund_that_fails_later_is_booked_back() {
        pay(askedByCard(), "pm_card_visa");
        refund(UUID.randomUUID().toString(), 1990).statusCode(202);
        await().atMost(SOON)
                .untilAsserted(() ->
                        shop().get("/payments/v1/payments/" + payment).then().body("status", equalTo("refunded")));
        JsonObject failed = stripe.refundsOf(order.toString()).get(0).copy().put("status", "failed");
        webhook("evt_" + UUID.randomUUID(), "refund.failed", failed).statusCode(200);
        shop().get("/payments/v1/payments/" + payment)
                .then()
                .body("status", equalTo("captured"))
                .body("attention.code", equalTo("refund-failed"));
    }

    @Test
    void a_webhook_without_a_right_and_recent_signature_is_refused() {
        String body = WebhookBodies.event(
                "evt_1", "payment_intent.succeeded", new JsonObject().put("object", "payment_intent"));
        long now = System.currentTimeMillis() / 1000;
        webhook(body, "t=1,v1=00").statusCode(400);
        webhook(body, WebhookBodies.signature(body, WebhookBodies.SECRET, now - 301))
                .statusCode(400);
        given().body(body).post("/payments/v1/providers/stripe/webhook").then().statusCode(400);
        given().post("/payments/v1/providers/stripe/webhook").then().statusCode(400);
        webhook(body, WebhookBodies.signature(body)).statusCode(200);
        JsonObject customer = new JsonObject().put("id", "cus_1").put("object", "customer");
        webhook("evt_2", "customer.created", customer).statusCode(200);
    }

    @Test
    void an_event_without_an_amount_leaves_the_payment_as_it_is() {
        pay(askedByCard(), "pm_sandbox_late_webhook").body("status", equalTo("pending"));
        JsonObject charged = stripe.intentsOf(payment.toString()).get(0).copy().mergeIn(StripeDouble.charged(1990));
        for (String missing : List.of("amount_received", "currency", "id")) {
            JsonObject broken = charged.copy();
            broken.remove(missing);
            webhook("evt_" + UUID.randomUUID(), "payment_intent.succeeded", broken)
                    .statusCode(200);
            shop().get("/payments/v1/payments/" + payment).then().body("status", equalTo("pending"));
        }
        webhook("evt_" + UUID.randomUUID(), "payment_intent.succeeded", charged).statusCode(200);
        shop().get("/payments/v1/payments/" + payment).then().body("status", equalTo("captured"));
    }
}
