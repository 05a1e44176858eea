package io.tresen.payment;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.tresen.messaging.db.Tx;
import io.tresen.payment.PaymentState.Cancelled;
import io.tresen.payment.PaymentState.Captured;
import io.tresen.payment.PaymentState.Confirming;
import io.tresen.payment.PaymentState.Failed;
import io.tresen.payment.PaymentState.Unknown;
import io.tresen.payment.PaymentState.Waiting;
import io.tresen.payment.provider.Charge;
import io.tresen.payment.provider.StripeDouble;
import io.tresen.payment.topup.TopUpDues;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Top-ups whose process dies at each step, and those whose time is over. */
@QuarkusTest
class TopUpEndsIT extends TopUpsUnderTest {

    @Inject
    TopUpDues dues;

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

    // ---- looking at it at once

    /** In one transaction, or the janitor would take it in between. @return seconds until it is looked at again */
    private double lookedAtAgainIn(Consumer<Tx> meanwhile) {
        return database.inTransaction(tx -> {
            tx.update("update top_up set due_at = now() where top_up_id = $1", id);
            TopUpDues.Due look = dues.take(tx, 1_000, Duration.ofSeconds(30)).stream()
                    .filter(due -> due.key().equals(topUpKey()))
                    .findFirst()
                    .orElseThrow();
            meanwhile.accept(tx);
            dues.later(tx, look, Duration.ofSeconds(15));
            return tx.one(
                            "select extract(epoch from due_at - now())::float8 as in_s from top_up where top_up_id = $1",
                            id)
                    .orElseThrow()
                    .getDouble("in_s");
        });
    }

    @Test
    void a_card_holder_who_comes_back_while_a_look_is_ending_is_looked_at_at_once() {
        pay("pm_sandbox_requires_action").body("status", equalTo("pending"));
        assertEquals(15, lookedAtAgainIn(tx -> {}));
        assertEquals(0, lookedAtAgainIn(tx -> dues.soon(tx, topUpKey())));
    }
}
