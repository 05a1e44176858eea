package io.tresen.payment;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.tresen.contracts.common.v1.TransferAnswer;
import io.tresen.contracts.common.v1.TransferKind;
import io.tresen.contracts.payment.v1.TransferExpired;
import io.tresen.contracts.payment.v1.TransferPending;
import io.tresen.contracts.payment.v1.TransferPosted;
import io.tresen.contracts.payment.v1.TransferRefused;
import io.tresen.contracts.payment.v1.TransferRequested;
import io.tresen.contracts.payment.v1.TransferVoided;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Transfers that begin in a chat: from its events to ours, with the PIN on the page in between. */
@QuarkusTest
class TransferEventsIT extends TransferEventsUnderTest {

    // ---- sending

    @Test
    void what_is_sent_waits_for_the_pin_then_for_the_payee_and_is_theirs() {
        topUp(anna, 1_000);
        submits(TransferKind.SEND, ben, 600);
        TransferRequested requested = heard(TransferRequested.class);
        assertEquals(anna, requested.getPayerShopperId());
        assertEquals(ben, requested.getPayeeShopperId());
        assertEquals(annasChat, requested.getConversationId());
        assertEquals(600, requested.getAmount().getAmountMinor());
        assertEquals(1_000, available(anna));
        as(ben).get("/payments/v1/transfers/" + transfer).then().statusCode(404);

        assertEquals("pending", pays(anna));
        TransferPending pending = heard(TransferPending.class);
        assertTrue(pending.getExpiresAt().isAfter(Instant.now().plus(Duration.ofDays(6))));
        assertEquals(400, available(anna));
        as(ben).get("/payments/v1/transfers/" + transfer).then().body("status", equalTo("pending"));

        answers(bensChat, ben, TransferAnswer.ACCEPTED);
        assertEquals(3, heard(TransferPosted.class).getVersion());
        assertEquals(400, balance(anna));
        assertEquals(600, balance(ben));
        assertEquals(2, legs(transfer));
        assertEquals(List.of("TransferRequested", "TransferPending", "TransferPosted"), heard());
        assertBalanced();
    }

    @Test
    void a_payee_takes_by_rest_and_without_a_pin_what_the_payer_has_agreed_to() {
        topUp(anna, 1_000);
        pin(ben, "1234");
        submits(TransferKind.SEND, ben, 600);
        heard(TransferRequested.class);
        String acceptance = "/payments/v1/transfers/" + transfer + "/acceptance";
        as(ben).body("{}").post(acceptance).then().statusCode(404);
        pays(anna);
        as(anna).body("{\"pin\":\"4711\"}")
                .post(acceptance)
                .then()
                .statusCode(200)
                .body("status", equalTo("pending"));
        as(ben).body("{}").post(acceptance).then().statusCode(200).body("status", equalTo("posted"));
        as(ben).body("{}").post(acceptance).then().statusCode(200).body("status", equalTo("posted"));
        assertEquals(600, balance(ben));
    }

    @Test
    void what_is_sent_to_the_shop_is_the_shops_with_the_pin() {
        topUp(anna, 1_000);
        submits(TransferKind.SEND, null, 600);
        heard(TransferRequested.class);
        assertEquals("posted", pays(anna));
        assertNull(heard(TransferPosted.class).getPayeeShopperId());
        assertEquals(400, balance(anna));
    }

    @Test
    void a_payee_who_declines_frees_the_payers_money() {
        topUp(anna, 1_000);
        submits(TransferKind.SEND, ben, 600);
        heard(TransferRequested.class);
        pays(anna);
        answers(bensChat, ben, TransferAnswer.DECLINED);
        TransferVoided voided = heard(TransferVoided.class);
        assertEquals("declined", voided.getReason());
        assertFalse(voided.getByPayer());
        assertEquals(1_000, available(anna));
    }

    @Test
    void a_payer_takes_back_what_waits() {
        topUp(anna, 1_000);
        submits(TransferKind.SEND, ben, 600);
        heard(TransferRequested.class);
        pays(anna);
        answers(annasChat, anna, TransferAnswer.CANCELLED);
        TransferVoided voided = heard(TransferVoided.class);
        assertEquals("cancelled", voided.getReason());
        assertTrue(voided.getByPayer());
        answers(bensChat, ben, TransferAnswer.ACCEPTED);
        TransferRefused late = heard(TransferRefused.class);
        assertEquals("transfer-ended", late.getCode());
        assertEquals(ben, late.getShopperId());
        assertEquals(bensChat, late.getConversationId());
        assertEquals(3, late.getVersion());
        assertEquals(1_000, available(anna));
    }

    @Test
    void what_nobody_takes_goes_back_after_seven_days() {
        topUp(anna, 1_000);
        submits(TransferKind.SEND, ben, 600);
        heard(TransferRequested.class);
        pays(anna);
        clock(Duration.ofDays(8));
        heard(TransferExpired.class);
        assertEquals(1_000, available(anna));
        answers(bensChat, ben, TransferAnswer.ACCEPTED);
        assertEquals("transfer-ended", heard(TransferRefused.class).getCode());
        assertEquals(List.of("TransferRequested", "TransferPending", "TransferExpired", "TransferRefused"), heard());
    }

    /** Another one has the transfer in hand while its time ends. */
    private <T> T answeredTooLate(Callable<T> answer) throws Exception {
        CountDownLatch inHand = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        Future<?> holder = threads.submit(() -> database.run(tx -> {
            tx.one("select 1 from wallet_transfer where transfer_id = $1 for update", transfer);
            inHand.countDown();
            pass(over);
        }));
        pass(inHand);
        Future<T> answering = threads.submit(answer);
        await().atMost(SOON)
                .until(() -> database.read(tx -> tx.one("select 1 from pg_stat_activity where wait_event_type = 'Lock'"
                                + " and query like '%wallet_transfer%for update%'"))
                        .isPresent());
        clock(Duration.ofDays(8));
        over.countDown();
        holder.get(20, TimeUnit.SECONDS);
        threads.shutdown();
        return answering.get(20, TimeUnit.SECONDS);
    }

    private static void pass(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void an_answer_that_waited_for_the_transfer_is_as_late_as_it_is_then() throws Exception {
        topUp(anna, 1_000);
        submits(TransferKind.SEND, ben, 600);
        heard(TransferRequested.class);
        pays(anna);
        int status = answeredTooLate(() -> as(ben).body("{}")
                .post("/payments/v1/transfers/" + transfer + "/acceptance")
                .statusCode());
        assertEquals(409, status);
        heard(TransferExpired.class);
        assertEquals(1_000, available(anna));
    }

    @Test
    void an_answer_from_a_chat_that_waited_for_the_transfer_is_late_too() throws Exception {
        topUp(anna, 1_000);
        submits(TransferKind.SEND, ben, 600);
        heard(TransferRequested.class);
        pays(anna);
        answeredTooLate(() -> {
            answers(bensChat, ben, TransferAnswer.ACCEPTED);
            return null;
        });
        assertEquals("transfer-ended", heard(TransferRefused.class).getCode());
        heard(TransferExpired.class);
        assertEquals(1_000, available(anna));
    }

    @Test
    void the_page_shows_the_shops_requests_and_the_own_sends_before_what_others_ask_for() {
        as(ben).header("Idempotency-Key", "ben")
                .body(new io.vertx.core.json.JsonObject()
                        .put("from_shopper_id", anna.toString())
                        .put("amount", eur(111))
                        .encode())
                .post("/payments/v1/payment-requests")
                .then()
                .statusCode(201);
        shop().header("Idempotency-Key", "shop")
                .body(new io.vertx.core.json.JsonObject()
                        .put("from_shopper_id", anna.toString())
                        .put("amount", eur(222))
                        .encode())
                .post("/payments/v1/payment-requests")
                .then()
                .statusCode(201);
        submits(TransferKind.SEND, ben, 333);
        heard(TransferRequested.class);
        String page = io.restassured.RestAssured.given()
                .header("Accept-Language", "en")
                .get("/payments/v1/wallet/" + ticket(anna))
                .asString();
        List<Integer> places = List.of(page.indexOf("€2.22"), page.indexOf("€3.33"), page.indexOf("€1.11"));
        assertEquals(places.stream().sorted().toList(), places);
        assertTrue(places.get(0) > 0);
    }

    // ---- asking

    @Test
    void who_is_asked_pays_by_pin_and_not_by_saying_yes() {
        topUp(ben, 1_000);
        submits(TransferKind.REQUEST, ben, 600);
        TransferRequested requested = heard(TransferRequested.class);
        assertEquals(ben, requested.getPayerShopperId());
        assertEquals(anna, requested.getPayeeShopperId());
        answers(bensChat, ben, TransferAnswer.ACCEPTED);
        assertEquals("pin-needed", heard(TransferRefused.class).getCode());
        assertEquals("posted", pays(ben));
        heard(TransferPosted.class);
        assertEquals(600, balance(anna));
    }

    @Test
    void who_is_asked_declines_in_the_chat() {
        submits(TransferKind.REQUEST, ben, 600);
        heard(TransferRequested.class);
        answers(bensChat, ben, TransferAnswer.DECLINED);
        assertTrue(heard(TransferVoided.class).getByPayer());
    }

    @Test
    void what_is_asked_for_lapses_after_three_days() {
        submits(TransferKind.REQUEST, ben, 600);
        heard(TransferRequested.class);
        clock(Duration.ofDays(3).plusSeconds(5));
        heard(TransferExpired.class);
        assertEquals("transfer-ended", pays(ben));
    }
}
