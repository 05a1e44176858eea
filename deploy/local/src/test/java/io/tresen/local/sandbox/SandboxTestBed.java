package io.tresen.local.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentConfirmParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.RefundCreateParams;
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
import org.junit.jupiter.api.io.TempDir;

/** A sandbox, a shop's webhook, and the official library between them. */
abstract class SandboxTestBed {

    static final String SECRET = "whsec_local";
    static final Duration HANG = Duration.ofSeconds(6);

    @TempDir
    static Path directory;

    static Vertx vertx;
    static WebhookReceiver webhook;
    static Sandbox sandbox;
    static StripeClient stripe;

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

    static StripeClient client(String key) {
        return StripeClient.builder()
                .setApiKey(key)
                .setApiBase("http://localhost:" + sandbox.port())
                .setMaxNetworkRetries(0)
                .setConnectTimeout(1_000)
                .setReadTimeout(3_000)
                .build();
    }

    static PaymentIntent create(String orderId) throws StripeException {
        return stripe.v1()
                .paymentIntents()
                .create(PaymentIntentCreateParams.builder()
                        .setAmount(1990L)
                        .setCurrency("eur")
                        .addPaymentMethodType("card")
                        .putMetadata("order_id", orderId)
                        .build());
    }

    static PaymentIntent confirm(PaymentIntent intent, String token) throws StripeException {
        return confirm(intent, token, "key-" + UUID.randomUUID());
    }

    static PaymentIntent confirm(PaymentIntent intent, String token, String key) throws StripeException {
        PaymentIntentConfirmParams params = PaymentIntentConfirmParams.builder()
                .setPaymentMethod(token)
                .setReturnUrl("http://localhost:1/back")
                .build();
        return stripe.v1().paymentIntents().confirm(intent.getId(), params, withKey(key));
    }

    static RequestOptions withKey(String key) {
        return RequestOptions.builder().setIdempotencyKey(key).build();
    }

    static PaymentIntent retrieve(PaymentIntent intent) throws StripeException {
        return stripe.v1().paymentIntents().retrieve(intent.getId());
    }

    static Refund refund(PaymentIntent intent, Long amount) throws StripeException {
        return stripe.v1()
                .refunds()
                .create(RefundCreateParams.builder()
                        .setPaymentIntent(intent.getId())
                        .setAmount(amount)
                        .build());
    }

    static HttpResponse<String> http(String method, String path, String body) throws Exception {
        URI uri = path.startsWith("http") ? URI.create(path) : URI.create("http://localhost:" + sandbox.port() + path);
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri)
                                .method(method, HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    static void faults(String provider) throws Exception {
        assertEquals(
                200,
                http(
                                "PUT",
                                "/sandbox/faults",
                                new JsonObject().put("provider", provider).encode())
                        .statusCode());
    }

    static JsonObject inBook(PaymentIntent intent) throws Exception {
        return new JsonObject(http("GET", "/sandbox/book", "").body())
                .getJsonArray("data").stream()
                        .map(JsonObject.class::cast)
                        .filter(charge -> charge.getString("payment_intent").equals(intent.getId()))
                        .findFirst()
                        .orElseThrow();
    }
}
