package io.tresen.local.sandbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.stripe.Stripe;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.param.PaymentIntentCancelParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentSearchParams;
import com.stripe.param.RefundCreateParams;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The official library is the judge of whether the sandbox speaks its protocol. */
class SandboxConformanceTest extends SandboxTestBed {

    @Test
    void eventsCarryTheApiVersionOfTheLibrary() {
        assertEquals(Stripe.API_VERSION, Event.API_VERSION);
    }

    @Test
    void anIntentIsCreatedUnconfirmedAndChargedByItsConfirmation() throws Exception {
        PaymentIntent intent = create("order-1");
        assertEquals("requires_payment_method", intent.getStatus());
        assertEquals(0L, intent.getAmountReceived());

        PaymentIntent paid = confirm(intent, "pm_card_visa");
        assertEquals("succeeded", paid.getStatus());
        assertEquals(1990L, paid.getAmountReceived());
        assertEquals("order-1", paid.getMetadata().get("order_id"));

        await().atMost(5, SECONDS)
                .until(
                        () -> webhook.of("payment_intent.succeeded", intent.getId())
                                .size(),
                        is(1));
        PaymentIntent told = (PaymentIntent) webhook.of("payment_intent.succeeded", intent.getId())
                .get(0)
                .getDataObjectDeserializer()
                .getObject()
                .orElseThrow();
        assertEquals(1990L, told.getAmountReceived());
        assertEquals("succeeded", inBook(intent).getString("status"));
    }

    @Test
    void aDeclinedCardIsA402WithTheIntentAndTheNextCardMaySucceed() throws Exception {
        PaymentIntent intent = create("order-declined");
        CardException refused = assertThrows(CardException.class, () -> confirm(intent, "pm_card_visa_chargeDeclined"));
        assertEquals(402, refused.getStatusCode());
        assertEquals("card_declined", refused.getCode());
        assertEquals("generic_decline", refused.getDeclineCode());
        assertEquals(
                "requires_payment_method",
                refused.getStripeError().getPaymentIntent().getStatus());
        await().atMost(5, SECONDS)
                .until(
                        () -> webhook.of("payment_intent.payment_failed", intent.getId())
                                .size(),
                        is(1));
        assertEquals("succeeded", confirm(intent, "pm_card_visa").getStatus());
    }

    @Test
    void theSameKeyGivesTheSameAnswerRefusalsToo() throws Exception {
        PaymentIntentCreateParams params = PaymentIntentCreateParams.builder()
                .setAmount(1990L)
                .setCurrency("eur")
                .build();
        PaymentIntent first = stripe.v1().paymentIntents().create(params, withKey("create-1"));
        PaymentIntent again = stripe.v1().paymentIntents().create(params, withKey("create-1"));
        assertEquals(first.getId(), again.getId());
        assertEquals(
                "true",
                again.getLastResponse()
                        .headers()
                        .firstValue("Idempotent-Replayed")
                        .orElse(null));

        CardException refused =
                assertThrows(CardException.class, () -> confirm(first, "pm_card_visa_chargeDeclined", "confirm-1"));
        CardException refusedAgain =
                assertThrows(CardException.class, () -> confirm(first, "pm_card_visa_chargeDeclined", "confirm-1"));
        assertNotNull(refused.getStripeError().getCharge());
        assertEquals(refused.getStatusCode(), refusedAgain.getStatusCode());
        assertEquals(bodyOf(refused), bodyOf(refusedAgain));
        assertEquals("requires_payment_method", retrieve(first).getStatus());
    }

    private static String bodyOf(StripeException refused) {
        return refused.getStripeError().getLastResponse().body();
    }

    /** Also where the world has moved on in between: what was answered once is the answer. */
    @Test
    void aRefusalOfARefundIsTheSameAgainAfterTheReasonIsGone() throws Exception {
        PaymentIntent intent = create("order-key-refund");
        RefundCreateParams params = RefundCreateParams.builder()
                .setPaymentIntent(intent.getId())
                .setAmount(500L)
                .build();
        InvalidRequestException early = assertThrows(
                InvalidRequestException.class, () -> stripe.v1().refunds().create(params, withKey("refund-early")));
        confirm(intent, "pm_card_visa");
        InvalidRequestException again = assertThrows(
                InvalidRequestException.class, () -> stripe.v1().refunds().create(params, withKey("refund-early")));
        assertEquals(early.getStatusCode(), again.getStatusCode());
        assertEquals(bodyOf(early), bodyOf(again));

        Refund made = stripe.v1().refunds().create(params, withKey("refund-1"));
        Refund same = stripe.v1().refunds().create(params, withKey("refund-1"));
        assertEquals(made.getLastResponse().body(), same.getLastResponse().body());
        assertEquals(1, inBook(intent).getJsonArray("refunds").size());
        RefundCreateParams other = RefundCreateParams.builder()
                .setPaymentIntent(intent.getId())
                .setAmount(501L)
                .build();
        assertThrows(IdempotencyException.class, () -> stripe.v1().refunds().create(other, withKey("refund-1")));
    }

    @Test
    void aKeyThatWasUsedForAnotherCallIsAnIdempotencyError() throws Exception {
        PaymentIntent intent = create("order-key-path");
        stripe.v1().paymentIntents().cancel(intent.getId(), withKey("one-key"));
        assertThrows(IdempotencyException.class, () -> confirm(intent, "pm_card_visa", "one-key"));
    }

    /** Until the answer is out, which here is once the shop's webhook has taken the event. */
    @Test
    void aKeyWhoseFirstRequestStillRunsIsInUse() throws Exception {
        faults("timeout_after_charge");
        PaymentIntent intent = create("order-key-running");
        assertThrows(ApiConnectionException.class, () -> confirm(intent, "pm_card_visa", "running"));
        for (String card : List.of("pm_card_visa", "pm_card_mastercard")) {
            StripeException inUse = assertThrows(StripeException.class, () -> confirm(intent, card, "running"));
            assertEquals(409, inUse.getStatusCode());
            assertEquals("idempotency_key_in_use", inUse.getCode());
        }
    }

    @Test
    void everyRefundIsToldByASignedEvent() throws Exception {
        PaymentIntent paid = confirm(create("order-refund-told"), "pm_card_pendingRefund");
        Refund refund = stripe.v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(paid.getId())
                        .setAmount(700L)
                        .putMetadata("refund_id", "r-1")
                        .build());
        assertEquals("pending", refund.getStatus());
        await().atMost(5, SECONDS).until(() -> webhook.of("refund.updated", refund.getId()).stream()
                .map(event ->
                        (Refund) event.getDataObjectDeserializer().getObject().orElseThrow())
                .anyMatch(told -> told.getStatus().equals("succeeded")
                        && told.getAmount() == 700
                        && told.getMetadata().get("refund_id").equals("r-1")));

        PaymentIntent failing = confirm(create("order-refund-fails"), "pm_card_refundFail");
        Refund lost = refund(failing, null);
        await().atMost(5, SECONDS)
                .until(() -> webhook.of("refund.failed", lost.getId()).size(), is(1));
        Refund now = stripe.v1().refunds().retrieve(lost.getId());
        assertEquals("failed", now.getStatus());
        assertEquals("lost_or_stolen_card", now.getFailureReason());
        assertEquals(
                "failed",
                inBook(failing).getJsonArray("refunds").getJsonObject(0).getString("status"));
    }

    @Test
    void whatIsChargedIsNeitherConfirmedAgainNorByACardThatIsNoCard() throws Exception {
        PaymentIntent paid = confirm(create("order-twice"), "pm_card_visa");
        InvalidRequestException again =
                assertThrows(InvalidRequestException.class, () -> confirm(paid, "pm_card_visa"));
        assertEquals(400, again.getStatusCode());
        assertEquals("payment_intent_unexpected_state", again.getCode());
        assertEquals("succeeded", again.getStripeError().getPaymentIntent().getStatus());

        PaymentIntent intent = create("order-no-card");
        InvalidRequestException noCard =
                assertThrows(InvalidRequestException.class, () -> confirm(intent, "pm_unheard_of"));
        assertEquals(400, noCard.getStatusCode());
        assertEquals("resource_missing", noCard.getCode());
        assertEquals("payment_method", noCard.getStripeError().getParam());
        assertEquals("requires_payment_method", retrieve(intent).getStatus());
    }

    @Test
    void aSearchGoesOnPageByPage() throws Exception {
        for (int i = 0; i < 3; i++) {
            create("order-pages");
        }
        PaymentIntentSearchParams.Builder params = PaymentIntentSearchParams.builder()
                .setQuery("metadata['order_id']:'order-pages'")
                .setLimit(2L);
        var first = stripe.v1().paymentIntents().search(params.build());
        assertEquals(2, first.getData().size());
        assertEquals(true, first.getHasMore());
        var second = stripe.v1()
                .paymentIntents()
                .search(params.setPage(first.getNextPage()).build());
        assertEquals(1, second.getData().size());
        assertEquals(false, second.getHasMore());
        assertThrows(InvalidRequestException.class, () -> stripe.v1()
                .paymentIntents()
                .search(params.setPage("behind").build()));
    }

    @Test
    void theSameKeyWithOtherParametersIsAnIdempotencyError() throws Exception {
        PaymentIntentCreateParams.Builder params =
                PaymentIntentCreateParams.builder().setCurrency("eur");
        stripe.v1().paymentIntents().create(params.setAmount(1990L).build(), withKey("create-2"));
        IdempotencyException refused = assertThrows(IdempotencyException.class, () -> stripe.v1()
                .paymentIntents()
                .create(params.setAmount(1991L).build(), withKey("create-2")));
        assertEquals(400, refused.getStatusCode());
    }

    @Test
    void cancellingIsForOpenIntentsAndSaysWhenTheMoneyAlreadyCame() throws Exception {
        PaymentIntent intent = create("order-cancel");
        PaymentIntent canceled = stripe.v1()
                .paymentIntents()
                .cancel(
                        intent.getId(),
                        PaymentIntentCancelParams.builder()
                                .setCancellationReason(PaymentIntentCancelParams.CancellationReason.ABANDONED)
                                .build());
        assertEquals("canceled", canceled.getStatus());
        await().atMost(5, SECONDS)
                .until(
                        () -> webhook.of("payment_intent.canceled", intent.getId())
                                .size(),
                        is(1));

        PaymentIntent paid = confirm(create("order-cancel-2"), "pm_card_visa");
        InvalidRequestException tooLate = assertThrows(
                InvalidRequestException.class,
                () -> stripe.v1().paymentIntents().cancel(paid.getId()));
        assertEquals("payment_intent_unexpected_state", tooLate.getCode());
        assertEquals("succeeded", tooLate.getStripeError().getPaymentIntent().getStatus());
    }

    @Test
    void intentsAreFoundByTheirMetadata() throws Exception {
        PaymentIntent intent = create("order-search");
        PaymentIntentSearchParams params = PaymentIntentSearchParams.builder()
                .setQuery("metadata['order_id']:'order-search'")
                .build();
        assertEquals(
                intent.getId(),
                stripe.v1().paymentIntents().search(params).getData().get(0).getId());
    }

    @Test
    void whatStripeRefusesIsRefused() {
        assertThrows(
                AuthenticationException.class,
                () -> client("pk_wrong").v1().paymentIntents().retrieve("pi_1"));
        InvalidRequestException unknown = assertThrows(
                InvalidRequestException.class,
                () -> stripe.v1().paymentIntents().retrieve("pi_none"));
        assertEquals(404, unknown.getStatusCode());
        InvalidRequestException small = assertThrows(InvalidRequestException.class, () -> stripe.v1()
                .paymentIntents()
                .create(PaymentIntentCreateParams.builder()
                        .setAmount(1L)
                        .setCurrency("eur")
                        .build()));
        assertEquals("amount_too_small", small.getCode());
    }
}
