package io.tresen.messaging.webhook;

import io.tresen.messaging.webhook.WebhookCalls.Fetched;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/** Fetches a file whole, or not at all: it ends in time, and beyond so many bytes the connection is closed. */
final class FileCall {

    private final Vertx vertx;
    private final HttpClient client;
    private final RequestOptions options;
    private final int mostBytes;
    private final long limitMs;
    private final CompletableFuture<Fetched> outcome = new CompletableFuture<>();
    private final AtomicReference<HttpClientRequest> request = new AtomicReference<>();
    private final Buffer body = Buffer.buffer();

    FileCall(Vertx vertx, HttpClient client, RequestOptions options, int mostBytes, long limitMs) {
        this.vertx = vertx;
        this.client = client;
        this.options = options;
        this.mostBytes = mostBytes;
        this.limitMs = limitMs;
    }

    CompletableFuture<Fetched> begin() {
        long timer = vertx.setTimer(limitMs, id -> end(Fetched.failed("timeout")));
        outcome.whenComplete((done, never) -> vertx.cancelTimer(timer));
        client.request(options).onSuccess(this::send).onFailure(this::fail);
        return outcome;
    }

    private void send(HttpClientRequest connected) {
        request.set(connected);
        if (outcome.isDone()) {
            connected.reset();
            return;
        }
        connected.response().onSuccess(this::answered).onFailure(this::fail);
        connected.send();
    }

    private void answered(HttpClientResponse response) {
        response.exceptionHandler(this::fail);
        if (response.statusCode() != 200) {
            end(new Fetched(response.statusCode(), new byte[0], response.getHeader("Location"), null));
            return;
        }
        response.handler(this::take).endHandler(end -> outcome.complete(new Fetched(200, body.getBytes(), null, null)));
    }

    private void take(Buffer bytes) {
        if (body.length() + bytes.length() > mostBytes) {
            end(Fetched.failed("body-too-large"));
        } else {
            body.appendBuffer(bytes);
        }
    }

    private void fail(Throwable why) {
        end(Fetched.failed(WebhookCall.word(why)));
    }

    /** Whatever is still to come is not read. */
    private void end(Fetched with) {
        if (outcome.complete(with) && request.get() != null) {
            request.get().reset();
        }
    }
}
