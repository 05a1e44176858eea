package io.tresen.local.sandbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.stripe.Stripe;
import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.ApiException;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.CardException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentCancelParams;
import com.stripe.param.PaymentIntentConfirmParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentSearchParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The official library is the judge of whether the sandbox speaks its protocol. */
class SandboxConformanceTest {

    private static final String SECRET = "whsec_local";
    private static final Duration HANG = Duration.ofMillis(1_500);

    @TempDir
    static Path directory;

    private static Vertx vertx;
    private static WebhookReceiver webhook;
    private static Sandbox sandbox;
    private static StripeClient stripe;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        webhook = new WebhookReceiver(vertx, SECRET);
        sandbox = new Sandbox(new SandboxSettings(
                0, directory, webhook.url, SECRET, HANG, Duration.ofMillis(400), Duration.ofMillis(300)));
        vertx.deployVerticle(sandbox).toCompletionStage().toCompletableFuture().join();
        stripe = client("sk_test_local");
    }

    @AfterAll
    static void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @AfterEach
    void nothingGoesWrongAnyMore() throws Exception {
        faults("none");
    }

    private static StripeClient client(String key) {
        return StripeClient.builder()
                .setApiKey(key)
                .setApiBase("http://localhost:" + sandbox.port())
                .setMaxNetworkRetries(0)
                .setConnectTimeout(1_000)
                .setReadTimeout(700)
                .build();
    }

    private static PaymentIntent create(String orderId) throws StripeException {
        return stripe.v1()
                .paymentIntents()
                .create(PaymentIntentCreateParams.builder()
                        .setAmount(1990L)
                        .setCurrency("eur")
                        .addPaymentMethodType("card")
                        .putMetadata("order_id", orderId)
                        .build());
    }

    private static PaymentIntent confirm(PaymentIntent intent, String token) throws StripeException {
        return confirm(intent, token, "key-" + UUID.randomUUID());
    }

    private static PaymentIntent confirm(PaymentIntent intent, String token, String key) throws StripeException {
        PaymentIntentConfirmParams params = PaymentIntentConfirmParams.builder()
                .setPaymentMethod(token)
                .setReturnUrl("http://localhost:1/back")
                .build();
        return stripe.v1().paymentIntents().confirm(intent.getId(), params, withKey(key));
    }

    private static RequestOptions withKey(String key) {
        return RequestOptions.builder().setIdempotencyKey(key).build();
    }

    private static PaymentIntent retrieve(PaymentIntent intent) throws StripeException {
        return stripe.v1().paymentIntents().retrieve(intent.getId());
    }

    private static Refund refund(PaymentIntent intent, Long amount) throws StripeException {
        return stripe.v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(intent.getId())
                        .setAmount(amount)
                        .build());
    }

    private static HttpResponse<String> http(String method, String path, String body) throws Exception {
        URI uri = path.startsWith("http") ? URI.create(path) : URI.create("http://localhost:" + sandbox.port() + path);
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri)
                                .method(method, HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static void faults(String provider) throws Exception {
        assertEquals(
                200,
                http(
                                "PUT",
                                "/sandbox/faults",
                                new JsonObject().put("provider", provider).encode())
                        .statusCode());
    }

    private static JsonObject inBook(PaymentIntent intent) throws Exception {
        return new JsonObject(http("GET", "/sandbox/book", "").body())
                .getJsonArray("data").stream()
                        .map(JsonObject.class::cast)
                        .filter(charge -> charge.getString("payment_intent").equals(intent.getId()))
                        .findFirst()
                        .orElseThrow();
    }

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
    void refundsNeverExceedWhatWasReceived() throws Exception {
        PaymentIntent paid = confirm(create("order-refund"), "pm_card_visa");
        Refund part = refund(paid, 1000L);
        assertEquals("succeeded", part.getStatus());
        assertThrows(InvalidRequestException.class, () -> refund(paid, 991L));
        assertEquals(990L, refund(paid, null).getAmount());
        InvalidRequestException nothingLeft = assertThrows(InvalidRequestException.class, () -> refund(paid, null));
        assertEquals("charge_already_refunded", nothingLeft.getCode());

        assertEquals(part.getId(), stripe.v1().refunds().retrieve(part.getId()).getId());
        RefundListParams params =
                RefundListParams.builder().setPaymentIntent(paid.getId()).build();
        assertEquals(2, stripe.v1().refunds().list(params).getData().size());
        await().atMost(5, SECONDS)
                .until(() -> webhook.of("refund.updated", part.getId()).size(), is(1));
    }

    @Test
    void aRefundMayTakeTimeOrFailAfterwards() throws Exception {
        PaymentIntent slow = confirm(create("order-slow-refund"), "pm_card_pendingRefund");
        Refund pending = refund(slow, null);
        assertEquals("pending", pending.getStatus());
        await().atMost(5, SECONDS)
                .until(() -> stripe.v1().refunds().retrieve(pending.getId()).getStatus(), is("succeeded"));

        PaymentIntent failing = confirm(create("order-failing-refund"), "pm_card_refundFail");
        Refund refund = refund(failing, null);
        assertEquals("succeeded", refund.getStatus());
        await().atMost(5, SECONDS)
                .until(() -> webhook.of("refund.failed", refund.getId()).size(), is(1));
        assertEquals(1990L, refund(failing, 1990L).getAmount());
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
