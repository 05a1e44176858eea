package io.tresen.payment;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.tresen.payment.provider.StripeDouble;
import io.tresen.payment.provider.WebhookBodies;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the provider tells by webhook, in any order and as often as it likes. */
@QuarkusTest
class StripeEventsIT extends PaymentCallsUnderTest {

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

    /** A declined attempt of an order that was withdrawn, of which the provider then tells "succeeded" without an amount. */
    private JsonObject chargedAfterItsEnd() {
        pay(askedByCard(), "pm_card_visa_chargeDeclined");
        withdrawn("expired");
        await().atMost(SOON).until(() -> held().last().state() instanceof PaymentState.Cancelled);
        return stripe.change(held().last().providerRef(), StripeDouble.charged(1990));
    }

    private void tellWithoutAmount(JsonObject charged) {
        JsonObject broken = charged.copy();
        broken.remove("amount_received");
        webhook("evt_" + UUID.randomUUID(), "payment_intent.succeeded", broken).statusCode(200);
    }

    @Test
    void an_event_without_an_amount_about_an_attempt_that_ended_has_the_provider_asked_and_late_money_goes_back() {
        tellWithoutAmount(chargedAfterItsEnd());
        await().atMost(SOON).until(() -> stripe.refundedOf(order.toString()) == 1990);
        await().atMost(SOON).until(() -> held().refunds().get(0).state() == RefundState.SUCCEEDED);
        assertEquals(RefundReason.LATE_MONEY, held().refunds().get(0).reason());
        assertNull(held().last().attention());
    }

    @Test
    void a_provider_that_goes_on_telling_what_cant_be_read_of_an_attempt_that_ended_calls_a_person() {
        JsonObject charged = chargedAfterItsEnd();
        String ref = charged.getString("id");
        stripe.change(ref, new JsonObject().putNull("amount_received"));
        tellWithoutAmount(charged);
        await().atMost(SOON).until(() -> stripe.count("/" + ref) > 1);
        assertNull(held().last().attention());
        database.run(tx -> tx.update(
                "update payment set heard_at = now() - interval '1 minute', due_at = now() where payment_id = $1",
                payment));
        await().atMost(SOON).until(() -> held().last().calls(Attention.UNCLEAR));
        stripe.change(ref, StripeDouble.charged(1990));
        database.run(tx -> tx.update("update payment set due_at = now() where payment_id = $1", payment));
        await().atMost(SOON).until(() -> stripe.refundedOf(order.toString()) == 1990);
        await().atMost(SOON).until(() -> held().last().attention() == null);
    }

    @Test
    void an_attempt_that_ended_and_goes_on_at_the_provider_is_asked_about_until_it_has_ended_there() {
        JsonObject charged = chargedAfterItsEnd();
        String ref = charged.getString("id");
        stripe.change(ref, new JsonObject().put("status", "processing").put("amount_received", 0));
        tellWithoutAmount(charged);
        await().atMost(SOON).until(() -> stripe.count("/" + ref) > 1);
        assertNull(held().last().attention());
        database.run(tx -> tx.update(
                "update payment set heard_at = now() - interval '1 minute', due_at = now() where payment_id = $1",
                payment));
        await().atMost(SOON).until(() -> held().last().calls(Attention.UNCLEAR));
        for (int look = 0; look < 2; look++) {
            long looks = stripe.count("/" + ref);
            database.run(tx -> tx.update("update payment set due_at = now() where payment_id = $1", payment));
            await().atMost(SOON).until(() -> stripe.count("/" + ref) > looks);
        }
        assertTrue(held().last().calls(Attention.UNCLEAR));
        stripe.change(ref, StripeDouble.charged(1990));
        database.run(tx -> tx.update("update payment set due_at = now() where payment_id = $1", payment));
        await().atMost(SOON).until(() -> stripe.refundedOf(order.toString()) == 1990);
        await().atMost(SOON).until(() -> held().last().attention() == null);
    }

    /** Its card holder is asked, and may never come back. */
    @Test
    void an_attempt_that_ended_and_waits_for_its_card_holder_is_closed_at_the_provider() {
        JsonObject charged = chargedAfterItsEnd();
        String ref = charged.getString("id");
        stripe.change(ref, new JsonObject().put("status", "processing").put("amount_received", 0));
        tellWithoutAmount(charged);
        await().atMost(SOON).until(() -> stripe.count("/" + ref + "/cancel") > 0);
        database.run(tx -> tx.update(
                "update payment set heard_at = now() - interval '1 minute', due_at = now() where payment_id = $1",
                payment));
        await().atMost(SOON).until(() -> held().last().calls(Attention.UNCLEAR));
        stripe.change(ref, new JsonObject().put("status", "requires_action"));
        database.run(tx -> tx.update("update payment set due_at = now() where payment_id = $1", payment));
        await().atMost(SOON).until(this::nothingIsDue);
        assertEquals("canceled", stripe.intentsOf(payment.toString()).get(0).getString("status"));
        assertNull(held().last().attention());
        assertEquals("withdrawn", ((PaymentState.Cancelled) held().last().state()).reason());
    }

    /** The card holder approves while it is being closed. */
    @Test
    void what_was_taken_before_an_attempt_that_ended_could_be_closed_goes_back() {
        JsonObject charged = chargedAfterItsEnd();
        String ref = charged.getString("id");
        stripe.change(ref, new JsonObject().put("status", "requires_action").put("amount_received", 0));
        stripe.before("/" + ref + "/cancel", path -> stripe.change(ref, StripeDouble.charged(1990)));
        tellWithoutAmount(charged);
        await().atMost(SOON).until(() -> stripe.refundedOf(order.toString()) == 1990);
        await().atMost(SOON).until(() -> held().refunds().get(0).state() == RefundState.SUCCEEDED);
        assertEquals(RefundReason.LATE_MONEY, held().refunds().get(0).reason());
    }

    private boolean nothingIsDue() {
        return database.read(tx -> tx.one("select due_at from payment where payment_id = $1", payment))
                        .orElseThrow()
                        .getOffsetDateTime("due_at")
                == null;
    }

    @Test
    void an_event_without_an_amount_about_an_attempt_that_took_nothing_changes_nothing() {
        pay(askedByCard(), "pm_card_visa_chargeDeclined");
        JsonObject declined = stripe.intentsOf(payment.toString()).get(0);
        long reads = stripe.count("/" + declined.getString("id"));
        tellWithoutAmount(declined.copy().mergeIn(StripeDouble.charged(1990)));
        await().atMost(SOON).until(() -> stripe.count("/" + declined.getString("id")) > reads);
        await().atMost(SOON).until(this::nothingIsDue);
        shop().get("/payments/v1/payments/" + payment).then().body("status", equalTo("failed"));
        assertNull(held().last().attention());
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
