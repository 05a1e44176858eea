package io.tresen.payment;

import static io.restassured.RestAssured.given;
import static io.tresen.payment.PayForm.form;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.tresen.contracts.Topics;
import io.tresen.contracts.chat.v1.BusinessChanged;
import io.tresen.payment.provider.StripeDouble;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pay page, as a page, as JSON and by its form. */
@QuarkusTest
class PayPageIT extends PaymentCallsUnderTest {

    /** Bodies that could claim no attempt. */
    private static final List<String> NONSENSE = List.of(
            "",
            "{}",
            "{\"method\":\"gold\"}",
            "{\"method\":\"wallet\"}",
            "{\"method\":\"card\",\"card_token\":\"4242\"}");

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

    @Test
    void money_that_a_person_looks_at_is_said_so_and_the_page_does_not_wait_for_it() {
        String token = askedByCard();
        pay(token, "pm_sandbox_late_webhook").statusCode(200);
        html(token).body(containsString("data-state=\"IN_PROGRESS\""), containsString("http-equiv=\"refresh\""));
        stripe.change(held().last().providerRef(), StripeDouble.charged(1989));
        await().atMost(SOON).until(() -> held().last().state().taken() != null);
        html(token)
                .body(
                        containsString("data-state=\"HELD\""),
                        containsString("The shop looks at it."),
                        not(containsString("http-equiv=\"refresh\"")),
                        not(containsString("<form")));
        pay(token, "pm_card_visa").statusCode(200).body("status", equalTo("pending"));
        withdrawn("expired");
        await().atMost(SOON).until(() -> held().order().withdrawn() != null);
        html(token).body(containsString("data-state=\"HELD\""));
    }

    private static ValidatableResponse html(String token) {
        return given().accept("text/html")
                .get("/payments/v1/pay/" + token)
                .then()
                .statusCode(200);
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

    /** Every POST is answered with a payment that is made, but for a key that the page's description does not allow. */
    @Test
    void a_key_that_is_too_long_is_refused_though_all_is_paid() {
        String token = askedByCard();
        keyed(token, "x".repeat(255), "pm_card_visa").statusCode(200).body("status", equalTo("captured"));
        keyed(token, "short", "pm_card_visa").statusCode(200).body("status", equalTo("captured"));
        keyed(token, "x".repeat(256), "pm_card_visa")
                .statusCode(400)
                .body("type", endsWith("/idempotency-key-invalid"));
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
}
