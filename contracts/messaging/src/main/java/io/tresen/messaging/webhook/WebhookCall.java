package io.tresen.messaging.webhook;

import io.tresen.messaging.webhook.WebhookCalls.Outcome;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;

/**
 * One call, ended in time whatever the other side does: an answer that does not come, comes by drops or does not end. Its
 * status counts once it is there; of its body the first {@link #KEPT} bytes are kept and at most {@link #READ} are read,
 * then the connection is closed.
 */
final class WebhookCall {

    private static final int KEPT = 1_024;
    private static final int READ = 65_536;

    private final Vertx vertx;
    private final HttpClient client;
    private final RequestOptions options;
    private final Buffer body;
    private final long limitMs;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final AtomicReference<HttpClientRequest> request = new AtomicReference<>();
    private final Buffer kept = Buffer.buffer();
    private volatile Integer status;
    private long read;

    WebhookCall(Vertx vertx, HttpClient client, RequestOptions options, Buffer body, long limitMs) {
        this.vertx = vertx;
        this.client = client;
        this.options = options;
        this.body = body;
        this.limitMs = limitMs;
    }

    CompletableFuture<Outcome> begin() {
        long timer = vertx.setTimer(limitMs, id -> end("timeout"));
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
        connected.send(body);
    }

    private void answered(HttpClientResponse response) {
        status = response.statusCode();
        response.handler(this::take).exceptionHandler(this::fail).endHandler(end -> outcome.complete(result(null)));
    }

    private void take(Buffer bytes) {
        read += bytes.length();
        if (kept.length() < KEPT) {
            kept.appendBuffer(bytes, 0, Math.min(bytes.length(), KEPT - kept.length()));
        }
        if (read > READ) {
            end("body-too-large");
        }
    }

    private void fail(Throwable why) {
        end(word(why));
    }

    private void end(String error) {
        if (outcome.complete(result(error)) && request.get() != null) {
            request.get().reset();
        }
    }

    private Outcome result(String error) {
        return status != null ? Outcome.of(status, kept.getBytes()) : Outcome.failed(error);
    }

    static String word(Throwable why) {
        for (Throwable e = why; e != null; e = e.getCause()) {
            if (e instanceof SSLException) {
                return "tls-failed";
            }
            if (e instanceof TimeoutException || e instanceof java.net.SocketTimeoutException) {
                return "timeout";
            }
        }
        return "unreachable";
    }
}
