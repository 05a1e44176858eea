package io.tresen.local.sandbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.stripe.Stripe;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.model.PaymentIntent;
import com.stripe.param.PaymentIntentCancelParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentSearchParams;
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
        assertEquals(
                refused.getStripeError().getCharge(),
                refusedAgain.getStripeError().getCharge());
        assertEquals("requires_payment_method", retrieve(first).getStatus());
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
