package io.tresen.payment;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.tresen.payment.PaymentState.Captured;
import io.tresen.payment.PaymentState.Failed;
import io.tresen.payment.provider.Charge;
import io.tresen.payment.provider.StripeDouble;
import io.tresen.payment.topup.TopUpBook.Claim;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A card that pays a top-up, on a real database and a provider's double: each fault of the provider. */
@QuarkusTest
class TopUpsIT extends TopUpsUnderTest {

    @Inject
    PaymentAges ages;

    @Test
    void a_card_fills_the_wallet() {
        pay("pm_card_visa").statusCode(200).body("status", equalTo("succeeded")).body("methods", hasSize(0));
        creditedOnce();
        as(anna).get(wallet(anna) + "/top-ups/" + id)
                .then()
                .body("status", equalTo("succeeded"))
                .body("captured.amount_minor", equalTo(2_500))
                .body("pay_url", nullValue());
        assertEquals(2_500L, intent().getLong("amount"));
        assertEquals(anna.toString(), intent().getJsonObject("metadata").getString("shopper_id"));
    }

    @Test
    void of_many_parallel_payments_one_charges_and_all_are_answered_with_it() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Claim>> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            answers.add(threads.submit(() -> {
                start.await();
                return charging.pay(token, "pm_card_visa", null, () -> {});
            }));
        }
        start.countDown();
        int mine = 0;
        for (Future<Claim> answer : answers) {
            Claim claim = answer.get(20, TimeUnit.SECONDS);
            assertEquals(id, claim.topUp().id());
            mine += claim.mine() ? 1 : 0;
        }
        threads.shutdown();
        assertEquals(1, mine);
        creditedOnce();
    }

    @Test
    void a_declined_card_can_be_followed_by_another_once() {
        pay("pm_card_visa_chargeDeclined")
                .body("status", equalTo("failed"))
                .body("code", equalTo("card_declined"))
                .body("methods", equalTo(List.of("card")));
        nothingHappened();
        String next = pay("pm_card_visa")
                .body("status", equalTo("succeeded"))
                .extract()
                .path("top_up_id");
        assertNotEquals(id.toString(), next);
        pay("pm_card_visa").body("status", equalTo("succeeded")).body("top_up_id", equalTo(next));
        assertInstanceOf(Failed.class, now().state());
        shop().get(wallet(anna) + "/top-ups/" + next).then().body("retry_of", equalTo(id.toString()));
        id = UUID.fromString(next);
        creditedOnce();
    }

    @Test
    void ten_cards_may_be_declined_and_no_more() {
        for (int i = 1; i <= 10; i++) {
            pay("pm_card_visa_chargeDeclined")
                    .statusCode(200)
                    .body("status", equalTo("failed"))
                    .body("methods", equalTo(i < 10 ? List.of("card") : List.of()));
        }
        pay("pm_card_visa").statusCode(409).body("type", containsString("not-payable"));
        given().accept(ContentType.JSON)
                .get("/payments/v1/top-up/" + token)
                .then()
                .body("status", equalTo("failed"))
                .body("methods", hasSize(0));
        for (String row : List.of(
                "select pay_token from top_up where shopper_id = $1 order by position desc limit 1",
                "select pay_token from top_up where shopper_id = $1 order by position offset 4 limit 1")) {
            token = database.read(tx -> tx.one(row, anna)).orElseThrow().getString("pay_token");
            pay("pm_card_visa").statusCode(409).body("type", containsString("not-payable"));
        }
        assertEquals(
                10L,
                database.read(tx -> tx.one("select count(*) as n from top_up where shopper_id = $1", anna))
                        .orElseThrow()
                        .getLong("n"));
        nothingHappened();
    }

    @Test
    void a_replay_under_the_callers_key_opens_no_other_try() {
        String key = "key-" + UUID.randomUUID();
        for (String status : List.of("failed", "failed")) {
            given().contentType(ContentType.JSON)
                    .header("Idempotency-Key", key)
                    .body("{\"method\": \"card\", \"card_token\": \"pm_card_visa_chargeDeclined\"}")
                    .post("/payments/v1/top-up/" + token)
                    .then()
                    .statusCode(200)
                    .body("status", equalTo(status))
                    .body("top_up_id", equalTo(id.toString()));
        }
        given().contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body("{\"method\": \"card\", \"card_token\": \"pm_card_visa\"}")
                .post("/payments/v1/top-up/" + token)
                .then()
                .statusCode(422)
                .body("type", containsString("idempotency-key-reused"));
        nothingHappened();
    }

    @Test
    void a_charge_without_an_answer_is_unknown_until_the_janitor_finds_the_money() {
        pay("pm_sandbox_timeout_charged").body("status", equalTo("unknown"));
        nothingHappened();
        awaitState(Captured.class);
        creditedOnce();
    }

    @Test
    void a_charge_that_was_not_made_and_not_answered_ends_without_money() {
        pay("pm_sandbox_timeout_uncharged").body("status", equalTo("unknown"));
        awaitState(Failed.class);
        assertEquals("canceled", intent().getString("status"));
        nothingHappened();
    }

    @Test
    void a_webhook_may_come_before_the_answer_and_again_after_it() {
        stripe.before("/confirm", path -> {
            String ref = path.split("/")[3];
            JsonObject charged = stripe.change(ref, StripeDouble.charged(2_500));
            assertEquals(200, webhook("evt_early_" + id, "payment_intent.succeeded", charged));
            assertEquals(2_500, balance(anna));
        });
        pay("pm_card_visa").statusCode(200).body("status", equalTo("succeeded"));
        assertEquals(200, webhook("evt_early_" + id, "payment_intent.succeeded", intent()));
        assertEquals(200, webhook("evt_other_" + id, "payment_intent.succeeded", intent()));
        creditedOnce();
    }

    @Test
    void a_webhook_may_come_before_the_charges_id_is_kept() {
        assertTrue(book.claim(token, null, () -> {}).mine());
        String ref = provider.create(Charge.of(now())).ref();
        assertEquals(
                200, webhook("evt_" + id, "payment_intent.succeeded", stripe.change(ref, StripeDouble.charged(2_500))));
        creditedOnce();
        assertFalse(book.created(topUpKey(), ref));
    }

    @Test
    void a_webhook_of_a_top_up_that_is_not_ours_is_taken_and_told_and_changes_nothing() {
        double impossible = counted(PaymentDesk.IMPOSSIBLE);
        JsonObject foreign = new JsonObject()
                .put("id", "pi_foreign")
                .put("object", "payment_intent")
                .put("status", "succeeded")
                .put("amount", 2_500)
                .put("amount_received", 2_500)
                .put("currency", "eur")
                .put(
                        "metadata",
                        new JsonObject()
                                .put("top_up_id", UUID.randomUUID().toString())
                                .put("business_id", business.toString()));
        assertEquals(200, webhook("evt_foreign_" + id, "payment_intent.succeeded", foreign));
        foreign.getJsonObject("metadata")
                .put("top_up_id", id.toString())
                .put("business_id", UUID.randomUUID().toString());
        assertEquals(200, webhook("evt_foreign2_" + id, "payment_intent.succeeded", foreign));
        assertEquals(impossible + 2, counted(PaymentDesk.IMPOSSIBLE));
        foreign.put("status", "canceled");
        assertEquals(200, webhook("evt_foreign3_" + id, "payment_intent.canceled", foreign));
        assertEquals(impossible + 2, counted(PaymentDesk.IMPOSSIBLE));
        nothingHappened();
        pay("pm_card_visa").body("status", equalTo("succeeded"));
        creditedOnce();
    }

    @Test
    void a_second_charge_under_its_name_is_not_credited_and_calls_a_person() {
        pay("pm_card_visa").body("status", equalTo("succeeded"));
        JsonObject second = intent().copy().put("id", "pi_second_" + id);
        assertEquals(200, webhook("evt_second_" + id, "payment_intent.succeeded", second));
        creditedOnce();
        shop().get(wallet(anna) + "/top-ups/" + id).then().body("attention.code", equalTo("second-charge"));
    }

    @Test
    void a_card_holder_who_is_asked_is_led_on_and_fills_the_wallet_later() {
        pay("pm_sandbox_requires_action")
                .body("status", equalTo("pending"))
                .body("next_action.redirect_url", equalTo("https://bank.example/approve"));
        pay("pm_card_visa").body("status", equalTo("pending"));
        nothingHappened();
        stripe.change(now().providerRef(), StripeDouble.charged(2_500));
        given().accept("text/html")
                .get("/payments/v1/top-up/" + token + "?payment_intent=x")
                .then()
                .statusCode(200)
                .body(containsString("https://bank.example/approve"));
        awaitState(Captured.class);
        creditedOnce();
    }

    @Test
    void a_wrong_amount_never_reaches_the_wallet_and_goes_back_once() {
        stripe.fail("/refunds", 503);
        pay("pm_sandbox_wrong_amount").body("status", equalTo("pending"));
        assertEquals(0, balance(anna));
        assertEquals(2_400, clearing());
        shop().get(wallet(anna) + "/top-ups/" + id)
                .then()
                .body("code", equalTo("wrong-amount"))
                .body("captured.amount_minor", equalTo(2_400))
                .body("attention.code", equalTo("wrong-amount"));
        assertTrue(database.read(ages::attention).get("wrong-amount") > 0, "operators see it");
        stripe.heal();
        await().atMost(SOON).untilAsserted(() -> assertFalse(now().isGoingBack()));
        assertEquals(2_400, stripe.refundedOfTopUp(id.toString()));
        nothingHappened();
        shop().get(wallet(anna) + "/top-ups/" + id)
                .then()
                .body("status", equalTo("refunded"))
                .body("attention", nullValue());
        pay("pm_card_visa").statusCode(200).body("status", equalTo("refunded")).body("methods", hasSize(0));
        shop().get("/payments/v1/ledger/trial-balance").then().body("data[0].difference_minor", equalTo(0));
    }

    @Test
    void what_a_full_wallet_can_not_hold_goes_back() {
        topUp(anna, (1L << 52) - 1);
        double called = counted(PaymentDesk.ATTENTION, "code", "balance-too-large");
        pay("pm_card_visa").body("status", equalTo("pending"));
        shop().get(wallet(anna) + "/top-ups/" + id).then().body("code", equalTo("balance-too-large"));
        assertEquals(called + 1, counted(PaymentDesk.ATTENTION, "code", "balance-too-large"));
        await().atMost(SOON).untilAsserted(() -> assertFalse(now().isGoingBack()));
        assertEquals(2_500, stripe.refundedOfTopUp(id.toString()));
        assertEquals(0, clearing());
    }

    @Test
    void what_names_the_card_is_not_kept() {
        pay("pm_card_visa").statusCode(200);
        String row = database.read(
                        tx -> tx.one("select to_jsonb(t)::text as row from top_up t where top_up_id = $1", id))
                .orElseThrow()
                .getString("row");
        assertFalse(row.contains("pm_card"), row);
        given().accept("text/html")
                .header("Accept-Language", "de")
                .get("/payments/v1/top-up/" + token)
                .then()
                .body(containsString("Guthaben aufladen"), containsString("25,00"), not(containsString("pm_card")));
    }
}
