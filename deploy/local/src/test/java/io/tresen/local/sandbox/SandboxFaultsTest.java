package io.tresen.local.sandbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.ApiException;
import com.stripe.exception.CardException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** What goes wrong on purpose: cards of ours, and the fault switch. */
class SandboxFaultsTest extends SandboxTestBed {

    @Test
    void aChargeWhoseAnswerNeverComesIsFoundByReadingAndItsKeyIsInUseMeanwhile() throws Exception {
        PaymentIntent intent = create("order-timeout");
        assertThrows(
                ApiConnectionException.class, () -> confirm(intent, "pm_sandbox_timeout_charged", "confirm-timeout"));
        assertEquals("succeeded", retrieve(intent).getStatus());
        ApiException inUse = assertThrows(
                ApiException.class, () -> confirm(intent, "pm_sandbox_timeout_charged", "confirm-timeout"));
        assertEquals(409, inUse.getStatusCode());
        assertEquals("idempotency_key_in_use", inUse.getCode());

        await().atMost(HANG.plusSeconds(5))
                .until(
                        () -> webhook.of("payment_intent.succeeded", intent.getId())
                                .size(),
                        is(1));
        await().atMost(5, SECONDS)
                .ignoreException(ApiException.class)
                .until(
                        () -> confirm(intent, "pm_sandbox_timeout_charged", "confirm-timeout")
                                .getStatus(),
                        is("succeeded"));
        assertEquals(1990L, inBook(intent).getLong("amount_received"));
    }

    @Test
    void aLateWebhookTellsWhatTheAnswerLeftOpen() throws Exception {
        PaymentIntent intent = create("order-late");
        assertEquals("processing", confirm(intent, "pm_sandbox_late_webhook").getStatus());
        await().atMost(5, SECONDS)
                .until(
                        () -> webhook.of("payment_intent.succeeded", intent.getId())
                                .size(),
                        is(1));
        assertEquals(1990L, retrieve(intent).getAmountReceived());
    }

    @Test
    void aWrongAmountShowsInWhatWasReceived() throws Exception {
        PaymentIntent paid = confirm(create("order-wrong"), "pm_sandbox_wrong_amount");
        assertEquals("succeeded", paid.getStatus());
        assertEquals(1990L, paid.getAmount());
        assertEquals(1890L, paid.getAmountReceived());
    }

    @Test
    void anActionIsCompletedOnItsPageWhichLeadsBack() throws Exception {
        PaymentIntent intent = confirm(create("order-action"), "pm_sandbox_requires_action");
        assertEquals("requires_action", intent.getStatus());
        String page = intent.getNextAction().getRedirectToUrl().getUrl();
        HttpResponse<String> back = http("GET", page, "");
        assertEquals(303, back.statusCode());
        assertTrue(back.headers().firstValue("Location").orElseThrow().startsWith("http://localhost:1/back?"));
        assertEquals("succeeded", retrieve(intent).getStatus());

        PaymentIntent refused = confirm(create("order-action-2"), "pm_sandbox_requires_action");
        http("GET", refused.getNextAction().getRedirectToUrl().getUrl() + "?outcome=decline", "");
        assertEquals("requires_payment_method", retrieve(refused).getStatus());
    }

    @Test
    void anEventIsDeliveredAgainUntilTheWebhookTakesIt() throws Exception {
        webhook.refuseNext.set(2);
        PaymentIntent paid = confirm(create("order-retry"), "pm_card_visa");
        await().atMost(10, SECONDS)
                .until(
                        () -> webhook.of("payment_intent.succeeded", paid.getId())
                                .size(),
                        is(1));
    }

    @Test
    void theFaultSwitchDeclinesDoublesAndTellsBeforeItAnswers() throws Exception {
        faults("decline");
        PaymentIntent declined = create("order-fault-1");
        assertInstanceOf(
                CardException.class, assertThrows(StripeException.class, () -> confirm(declined, "pm_card_visa")));

        faults("duplicate_webhook");
        PaymentIntent doubled = confirm(create("order-fault-2"), "pm_card_visa");
        await().atMost(5, SECONDS)
                .until(
                        () -> webhook.of("payment_intent.succeeded", doubled.getId())
                                .size(),
                        is(2));
        assertEquals(
                1,
                webhook.of("payment_intent.succeeded", doubled.getId()).stream()
                        .map(com.stripe.model.Event::getId)
                        .distinct()
                        .count());

        faults("webhook_before_answer");
        PaymentIntent told = confirm(create("order-fault-3"), "pm_card_visa");
        assertEquals(1, webhook.of("payment_intent.succeeded", told.getId()).size());

        faults("timeout_after_charge");
        PaymentIntent silent = create("order-fault-4");
        assertThrows(ApiConnectionException.class, () -> confirm(silent, "pm_card_visa"));
        assertEquals("succeeded", retrieve(silent).getStatus());

        assertEquals(
                422, http("PUT", "/sandbox/faults", "{\"provider\":\"fire\"}").statusCode());
    }
}
