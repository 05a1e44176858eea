package io.tresen.local.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Delivers signed events at least once: again after 1, 2, 5, then every 10 s until the webhook answers 2xx. */
final class Webhooks {

    private static final long[] PAUSES_MS = {1_000, 2_000, 5_000, 10_000};
    private static final long ANSWER_WITHIN_MS = 10_000;

    private final Vertx vertx;
    private final HttpClient client;
    private final SandboxSettings settings;
    private final Consumer<Event> delivered;
    private final Map<String, Promise<Void>> firstAttempts = new HashMap<>();

    /** @param delivered told once per event, on the event loop */
    Webhooks(Vertx vertx, SandboxSettings settings, Consumer<Event> delivered) {
        this.vertx = vertx;
        this.settings = settings;
        this.delivered = delivered;
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(16)
                .setConnectTimeout(2_000)
                .setKeepAliveTimeout(5));
    }

    /** Sends the event when it is due; completes after the first attempt, whatever came of it. */
    Future<Void> send(Event event) {
        Promise<Void> first = Promise.promise();
        firstAttempts.put(event.id(), first);
        after(event.sendAtMs() - System.currentTimeMillis(), () -> attempt(event, 0));
        return first.future();
    }

    private void attempt(Event event, int tries) {
        List<Future<Void>> copies = new ArrayList<>();
        for (int i = 0; i < event.copies(); i++) {
            copies.add(post(event));
        }
        Future.join(copies).onComplete(done -> {
            Promise<Void> first = firstAttempts.remove(event.id());
            if (first != null) {
                first.complete();
            }
            if (done.succeeded()) {
                delivered.accept(event);
                return;
            }
            if (tries == 0) {
                System.out.println(
                        event.type() + " not delivered yet: " + done.cause().getMessage());
            }
            after(PAUSES_MS[Math.min(tries, PAUSES_MS.length - 1)], () -> attempt(event, tries + 1));
        });
    }

    private Future<Void> post(Event event) {
        RequestOptions target = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(settings.webhookUrl())
                .setIdleTimeout(ANSWER_WITHIN_MS);
        return client.request(target).compose(request -> {
            String signature =
                    WebhookSignature.header(settings.webhookSecret(), event.body(), System.currentTimeMillis() / 1000);
            request.putHeader("Content-Type", "application/json; charset=utf-8");
            request.putHeader("Stripe-Signature", signature);
            return request.send(event.body()).compose(answer -> answer.end()
                    .compose(end -> answer.statusCode() / 100 == 2
                            ? Future.succeededFuture()
                            : Future.failedFuture("the webhook answered " + answer.statusCode())));
        });
    }

    private void after(long delayMs, Runnable action) {
        if (delayMs <= 0) {
            vertx.runOnContext(now -> action.run());
        } else {
            vertx.setTimer(delayMs, timer -> action.run());
        }
    }
}
