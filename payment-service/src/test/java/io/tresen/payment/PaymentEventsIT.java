package io.tresen.payment;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.tresen.contracts.Topics;
import io.tresen.contracts.common.v1.Money;
import io.tresen.contracts.common.v1.PaymentMethod;
import io.tresen.contracts.common.v1.RefundReason;
import io.tresen.contracts.order.v1.PaymentRequested;
import io.tresen.contracts.payment.v1.CashCollected;
import io.tresen.contracts.payment.v1.PaymentCancelled;
import io.tresen.contracts.payment.v1.PaymentFailed;
import io.tresen.contracts.payment.v1.PaymentHeld;
import io.tresen.contracts.payment.v1.PaymentPending;
import io.tresen.contracts.payment.v1.PaymentSucceeded;
import io.tresen.contracts.payment.v1.PaymentUnknown;
import io.tresen.contracts.payment.v1.RefundSucceeded;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PaymentEventsIT extends ServiceUnderTest {

    private String pay(String payToken, String card) {
        return given().contentType(ContentType.JSON)
                .body(new JsonObject()
                        .put("method", "card")
                        .put("card_token", card)
                        .encode())
                .post("/payments/v1/pay/" + payToken)
                .then()
                .statusCode(200)
                .extract()
                .path("status");
    }

    @Test
    void a_card_payment_is_asked_for_paid_and_told_in_order() {
        requestedByCard();
        PaymentPending pending = told(PaymentPending.class);
        assertEquals(Payment.id(order, 1), pending.getPaymentId());
        assertTrue(pending.getPayToken().length() >= 32);

        assertEquals("captured", pay(pending.getPayToken(), "pm_card_visa"));
        PaymentSucceeded succeeded = told(PaymentSucceeded.class);
        assertEquals(new Money(1990L, "EUR"), succeeded.getCaptured());
        assertFalse(succeeded.getLate());
        assertEquals(List.of("PaymentPending", "PaymentSucceeded"), types());
        assertEquals(1, stripe.chargesOf(order.toString()).size());
    }

    @Test
    void cash_on_delivery_is_pending_without_a_page_and_collected_after_the_parcel_left() {
        requested(PaymentMethod.COD, null);
        assertNull(told(PaymentPending.class).getPayToken());
        collectionOpened();
        given().header("Authorization", bearer())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(ContentType.JSON)
                .body("{\"amount_minor\":1990}")
                .post("/payments/v1/payments/" + Payment.id(order, 1) + "/collection")
                .then()
                .statusCode(200)
                .body("status", equalTo("captured"));
        assertEquals(new Money(1990L, "EUR"), told(CashCollected.class).getCaptured());
    }

    @Test
    void a_request_read_after_its_time_makes_a_cancelled_payment() {
        requested(PaymentMethod.CARD, Instant.now().minusSeconds(5));
        assertEquals("late-request", told(PaymentCancelled.class).getReason());
        assertEquals(List.of("PaymentCancelled"), types());
    }

    @Test
    void the_same_event_twice_has_one_effect() {
        PaymentRequested asked = PaymentRequested.newBuilder()
                .setOrderId(order)
                .setOrderNo("T00001")
                .setBusinessId(business)
                .setOccurredAt(Instant.now())
                .setAmount(new Money(1990L, "EUR"))
                .setMethod(PaymentMethod.COD)
                .build();
        UUID event = UUID.randomUUID();
        send(Topics.ORDER_PAYMENT_REQUEST, order, event, 1, asked);
        send(Topics.ORDER_PAYMENT_REQUEST, order, event, 1, asked);
        told(PaymentPending.class);
        await().atMost(SOON)
                .until(() -> database.read(tx -> tx.one("select last_sequence from inbox_key where key = $1", order)
                        .map(row -> row.getLong("last_sequence"))
                        .orElse(0L)
                        .equals(1L)));
        assertEquals(List.of("PaymentPending"), types());
    }

    @Test
    void a_declined_card_fails_the_attempt_and_the_next_one_has_the_same_page() {
        requestedByCard();
        String token = told(PaymentPending.class).getPayToken();
        assertEquals("failed", pay(token, "pm_card_visa_chargeDeclined"));
        assertEquals("card_declined", told(PaymentFailed.class).getCode());
        assertEquals("captured", pay(token, "pm_card_visa"));
        assertEquals(2, told(PaymentSucceeded.class).getAttempt());
        assertEquals(List.of("PaymentPending", "PaymentFailed", "PaymentPending", "PaymentSucceeded"), types());
        assertEquals(token, told(PaymentPending.class, 2).get(1).getPayToken());
    }

    @Test
    void a_withdrawal_closes_what_is_open() {
        requestedByCard();
        String token = told(PaymentPending.class).getPayToken();
        withdrawn("expired");
        assertEquals("withdrawn", told(PaymentCancelled.class).getReason());
        given().contentType(ContentType.JSON)
                .body("{\"method\":\"card\",\"card_token\":\"pm_card_visa\"}")
                .post("/payments/v1/pay/" + token)
                .then()
                .statusCode(409)
                .body("type", equalTo("https://tresen.io/problems/not-payable"));
        assertEquals(0, stripe.intentsOf(Payment.id(order, 1).toString()).size());
    }

    @Test
    void a_withdrawal_in_mid_payment_cancels_at_the_provider() {
        requestedByCard();
        String token = told(PaymentPending.class).getPayToken();
        assertEquals("pending", pay(token, "pm_sandbox_requires_action"));
        withdrawn("cancelled");
        told(PaymentCancelled.class);
        assertEquals(
                "canceled",
                stripe.intentsOf(Payment.id(order, 1).toString()).get(0).getString("status"));
    }

    @Test
    void money_that_comes_after_the_withdrawal_is_late_and_goes_back_once() {
        requestedByCard();
        String token = told(PaymentPending.class).getPayToken();
        assertEquals("pending", pay(token, "pm_sandbox_late_webhook"));
        withdrawn("expired");
        await().atMost(SOON).until(() -> held().order().withdrawn() != null);
        String intent = held().last().providerRef();
        stripe.change(intent, io.tresen.payment.provider.StripeDouble.charged(1990));

        assertTrue(told(PaymentSucceeded.class).getLate());
        RefundSucceeded refund = told(RefundSucceeded.class);
        assertEquals(RefundReason.LATE_MONEY, refund.getReason());
        assertTrue(refund.getComplete());
        assertEquals(1990, stripe.refundedOf(order.toString()));
        assertEquals(1, stripe.refundsOf(order.toString()).size());
    }

    @Test
    void a_refund_request_gives_everything_back_and_the_second_finds_nothing_left() {
        requestedByCard();
        pay(told(PaymentPending.class).getPayToken(), "pm_card_visa");
        refundRequested();
        RefundSucceeded first = told(RefundSucceeded.class);
        assertEquals(RefundReason.CANCELLATION, first.getReason());
        assertEquals(1990, first.getRefunded().getAmountMinor());
        assertTrue(first.getComplete());
        refundRequested();
        RefundSucceeded second = told(RefundSucceeded.class, 2).get(1);
        assertEquals(0, second.getRefunded().getAmountMinor());
        assertTrue(second.getComplete());
        assertEquals(1, stripe.refundsOf(order.toString()).size());
    }

    @Test
    void another_amount_is_held_and_shown() {
        requestedByCard();
        assertEquals("pending", pay(told(PaymentPending.class).getPayToken(), "pm_sandbox_wrong_amount"));
        PaymentHeld heldEvent = told(PaymentHeld.class);
        assertEquals("wrong-amount", heldEvent.getCode());
        assertEquals(1890, heldEvent.getCaptured().getAmountMinor());
        given().header("Authorization", bearer())
                .get("/payments/v1/payments/" + Payment.id(order, 1))
                .then()
                .statusCode(200)
                .body("status", equalTo("pending"))
                .body("attention.code", equalTo("wrong-amount"))
                .body("captured.amount_minor", equalTo(1890));
    }

    @Test
    void no_answer_is_unknown_until_the_janitor_has_read_what_happened() {
        requestedByCard();
        assertEquals("unknown", pay(told(PaymentPending.class).getPayToken(), "pm_sandbox_timeout_charged"));
        told(PaymentUnknown.class);
        assertFalse(told(PaymentSucceeded.class).getLate());
        assertEquals(1, stripe.chargesOf(order.toString()).size());
        assertEquals(List.of("PaymentPending", "PaymentUnknown", "PaymentSucceeded"), types());
    }

    @Test
    void an_impossible_request_becomes_a_dead_letter_and_parks_its_key_only() {
        collectionOpened();
        await().atMost(SOON)
                .untilAsserted(() -> assertEquals(
                        "impossible-transition",
                        database.read(tx -> tx.one("select reason from dead_letter where key = $1", order))
                                .map(row -> row.getString("reason"))
                                .orElse(null)));
    }
}
