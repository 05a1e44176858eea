package io.tresen.local.sandbox;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.Event;
import com.stripe.net.Webhook;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A shop's webhook, which takes only what the official library accepts as signed. */
final class WebhookReceiver {

    final List<Event> events = new CopyOnWriteArrayList<>();
    final AtomicInteger refuseNext = new AtomicInteger();
    final String url;
    private final HttpServer server;

    WebhookReceiver(Vertx vertx, String secret) {
        server = vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    if (refuseNext.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                        request.response().setStatusCode(503).end();
                        return;
                    }
                    try {
                        events.add(
                                Webhook.constructEvent(body.toString(), request.getHeader("Stripe-Signature"), secret));
                        request.response().end();
                    } catch (SignatureVerificationException forged) {
                        request.response().setStatusCode(400).end();
                    }
                }));
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
        url = "http://localhost:" + server.actualPort() + "/webhook";
    }

    List<Event> of(String type, String objectId) {
        return events.stream()
                .filter(event -> event.getType().equals(type))
                .filter(event -> event.getDataObjectDeserializer()
                        .getObject()
                        .orElseThrow()
                        .toJson()
                        .contains("\"" + objectId + "\""))
                .toList();
    }
}
