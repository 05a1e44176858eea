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

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.tresen.engines.TestTokens;
import io.tresen.payment.PaymentState.Cancelled;
import io.tresen.payment.PaymentState.Captured;
import io.tresen.payment.PaymentState.Confirming;
import io.tresen.payment.PaymentState.Failed;
import io.tresen.payment.PaymentState.Unknown;
import io.tresen.payment.PaymentState.Waiting;
import io.tresen.payment.provider.Charge;
import io.tresen.payment.provider.Provider;
import io.tresen.payment.provider.StripeDouble;
import io.tresen.payment.provider.TopUpCharging;
import io.tresen.payment.provider.WebhookBodies;
import io.tresen.payment.topup.TopUp;
import io.tresen.payment.topup.TopUpBook;
import io.tresen.payment.topup.TopUpBook.Claim;
import io.tresen.payment.topup.TopUpKey;
import io.tresen.payment.topup.TopUps;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Top-ups by card on a real database and a provider's double: each fault of the provider, each step of a dying process. */
@QuarkusTest
class TopUpsIT extends WalletsUnderTest {

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

    private UUID anna;
    private UUID id;
    private String token;

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

    private static void clock(Duration ahead) {
        given().contentType(ContentType.JSON)
                .body("{\"offset_s\":" + ahead.toSeconds() + "}")
                .put("/local/clock")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse begin(String key, long minor) {
        return shop().header("Idempotency-Key", key)
                .body("{\"method\": \"card\", \"amount\": {\"amount_minor\": " + minor + ", \"currency\": \"EUR\"}}")
                .post(wallet(anna) + "/top-ups")
                .then();
    }

    private ValidatableResponse pay(String card) {
        return given().contentType(ContentType.JSON)
                .accept(ContentType.JSON)
                .body("{\"method\": \"card\", \"card_token\": \"" + card + "\"}")
                .post("/payments/v1/top-up/" + token)
                .then();
    }

    private TopUpKey topUpKey() {
        return new TopUpKey(business, id);
    }

    private TopUp now() {
        return database.read(tx -> topUps.find(tx, topUpKey())).orElseThrow();
    }

    private void awaitState(Class<? extends PaymentState> wanted) {
        await().atMost(SOON).untilAsserted(() -> assertInstanceOf(wanted, now().state()));
    }

    private JsonObject intent() {
        List<JsonObject> made = stripe.intentsOfTopUp(id.toString());
        assertEquals(1, made.size());
        return made.get(0);
    }

    private int webhook(String eventId, String type, JsonObject object) {
        String body = WebhookBodies.event(eventId, type, object);
        return given().contentType("application/json")
                .header("Stripe-Signature", WebhookBodies.signature(body))
                .body(body)
                .post("/payments/v1/providers/stripe/webhook")
                .statusCode();
    }

    private int balance(UUID shopper) {
        return as(shopper).get(wallet(shopper)).then().extract().path("balance.amount_minor");
    }

    private double counted(String counter, String... tags) {
        return metrics.counter(counter, tags).count();
    }

    /** In the wallet once, in clearing once, and charged once. */
    private void creditedOnce() {
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

    private void nothingHappened() {
        assertEquals(0, balance(anna));
        assertEquals(0, clearing());
    }

    private long clearing() {
        return database.read(tx -> tx.one(
                        """
                        select coalesce(sum(e.debit_minor - e.credit_minor), 0)::bigint as sum from ledger_entry e
                        join ledger_account a using (account_id)
                        where a.business_id = $1 and a.kind = 'provider_clearing'""",
                        business))
                .orElseThrow()
                .getLong("sum");
    }

    // ---- asking for it

    @Test
    void a_repeated_request_is_one_top_up_and_its_answer_is_kept_under_the_key() {
        String key = UUID.randomUUID().toString();
        String first = begin(key, 700)
                .statusCode(202)
                .header("Location", containsString("/payments/v1/wallets/" + anna + "/top-ups/"))
                .body("status", equalTo("pending"))
                .body("pay_url", containsString("/payments/v1/top-up/"))
                .body("by.kind", equalTo("app"))
                .extract()
                .path("top_up_id");
        begin(key, 700)
                .statusCode(202)
                .header("Idempotency-Replayed", "true")
                .body("top_up_id", equalTo(first))
                .body("pay_url", containsString("/payments/v1/top-up/"));
        begin(key, 800).statusCode(422).body("type", containsString("idempotency-key-reused"));
        nothingHappened();
    }

    @Test
    void what_no_card_and_no_limit_allows_is_refused() {
        begin("a" + id, 49).statusCode(422).body("type", containsString("amount-not-payable"));
        begin("b" + id, 100_001).statusCode(422).body("type", containsString("top-up-limit-exceeded"));
        for (int i = 0; i < 4; i++) {
            begin("c" + i + id, 100_000).statusCode(202);
        }
        begin("d" + id, 100).statusCode(409).body("type", containsString("too-many-top-ups"));
    }

    @Test
    void what_was_topped_up_counts_for_the_day() {
        pay("pm_card_visa").body("status", equalTo("succeeded"));
        for (int i = 0; i < 4; i++) {
            begin("c" + i + id, 100_000).statusCode(202);
        }
        begin("d" + id, 97_501).statusCode(409).body("type", containsString("daily-top-up-limit-exceeded"));
        begin("e" + id, 97_500).statusCode(202);
    }

    @Test
    void anothers_top_up_answers_like_one_that_is_not_there() {
        String path = wallet(anna) + "/top-ups";
        as(anna).get(path + "/" + id).then().statusCode(200).body("top_up_id", equalTo(id.toString()));
        as(anna).get(path).then().statusCode(200).body("data", hasSize(1));
        shop().get(path + "/" + id).then().statusCode(200);
        UUID ben = shopper();
        as(ben).get(path + "/" + id).then().statusCode(404);
        as(ben).get(path).then().statusCode(404);
        as(ben).get(wallet(ben) + "/top-ups/" + id).then().statusCode(404);
        shop().get(wallet(ben) + "/top-ups/" + id).then().statusCode(404);
        TestTokens stranger = TestTokens.business(UUID.randomUUID());
        as(stranger).get(path + "/" + id).then().statusCode(404);
        as(stranger).get(path).then().statusCode(404);
        as(TestTokens.shopper(UUID.randomUUID(), anna, UUID.randomUUID()))
                .get(path + "/" + id)
                .then()
                .statusCode(404);
        given().accept(ContentType.JSON)
                .get("/payments/v1/top-up/no-such-token")
                .then()
                .statusCode(404);
        topUp(as(anna), anna, "shopper", "500", "EUR").statusCode(403);
    }

    // ---- paying it

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

    // ---- dying

    @Test
    void a_process_that_died_after_its_claim_charged_nobody() {
        assertTrue(book.claim(token, null, () -> {}).mine());
        assertInstanceOf(Confirming.class, now().state());
        awaitState(Failed.class);
        assertEquals("canceled", intent().getString("status"));
        nothingHappened();
    }

    @Test
    void a_process_that_died_between_the_creation_and_its_commit_leaves_one_intent() {
        book.claim(token, null, () -> {});
        provider.create(Charge.of(now()));
        awaitState(Failed.class);
        assertEquals(intent().getString("id"), now().providerRef());
        nothingHappened();
    }

    @Test
    void a_process_that_died_after_the_charge_is_followed_by_the_janitor() {
        book.claim(token, null, () -> {});
        String ref = provider.create(Charge.of(now())).ref();
        assertTrue(book.created(topUpKey(), ref));
        provider.confirm(Charge.of(now()), ref, "pm_card_visa", "http://localhost/back");
        assertInstanceOf(Confirming.class, now().state());
        awaitState(Captured.class);
        creditedOnce();
    }

    @Test
    void a_straggler_can_not_confirm_what_the_janitor_has_closed() {
        book.claim(token, null, () -> {});
        String ref = provider.create(Charge.of(now())).ref();
        assertTrue(book.created(topUpKey(), ref));
        awaitState(Failed.class);
        assertEquals(
                new Outcome.Cancelled(),
                provider.confirm(Charge.of(now()), ref, "pm_card_visa", "http://localhost/back"));
        assertFalse(book.created(topUpKey(), ref));
        nothingHappened();
    }

    @Test
    void after_23_hours_a_creation_is_looked_up_and_not_repeated() {
        book.claim(token, null, () -> {});
        provider.create(Charge.of(now()));
        long creations = stripe.count("/payment_intents");
        database.run(tx -> tx.update(
                "update top_up set claimed_at = now() - interval '24 hours', due_at = now() where top_up_id = $1", id));
        awaitState(Failed.class);
        assertEquals(creations, stripe.count("/payment_intents"));
        nothingHappened();
    }

    // ---- its time

    @Test
    void what_nobody_paid_in_time_is_cancelled_and_takes_no_card() {
        clock(Duration.ofHours(1).plusSeconds(5));
        awaitState(Cancelled.class);
        pay("pm_card_visa").statusCode(409).body("type", containsString("not-payable"));
        given().accept(ContentType.JSON)
                .get("/payments/v1/top-up/" + token)
                .then()
                .body("status", equalTo("cancelled"))
                .body("methods", hasSize(0));
        shop().get(wallet(anna) + "/top-ups/" + id).then().body("code", equalTo("expired"));
        nothingHappened();
    }

    @Test
    void a_card_holder_who_never_answers_is_asked_no_longer_once_the_time_is_over() {
        pay("pm_sandbox_requires_action").body("status", equalTo("pending"));
        clock(Duration.ofHours(1).plusSeconds(5));
        awaitState(Cancelled.class);
        assertEquals("canceled", intent().getString("status"));
        nothingHappened();
    }

    @Test
    void money_that_was_taken_is_the_shoppers_however_late_it_is_heard_of() {
        pay("pm_sandbox_late_webhook").body("status", equalTo("pending"));
        assertInstanceOf(Waiting.class, now().state());
        clock(Duration.ofHours(1).plusSeconds(5));
        await().atMost(SOON).until(() -> now().withdrawn() != null);
        stripe.change(now().providerRef(), StripeDouble.charged(2_500));
        awaitState(Captured.class);
        assertTrue(((Captured) now().state()).late());
        creditedOnce();
    }

    @Test
    void a_creation_that_was_never_answered_is_closed_once_its_time_is_over() {
        stripe.fail("/payment_intents", 503);
        pay("pm_card_visa").body("status", equalTo("unknown"));
        assertInstanceOf(Unknown.class, now().state());
        clock(Duration.ofHours(1).plusSeconds(5));
        awaitState(Cancelled.class);
        nothingHappened();
    }

    // ---- no card data anywhere

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
