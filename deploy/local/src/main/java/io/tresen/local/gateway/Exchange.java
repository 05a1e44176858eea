package io.tresen.local.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Locale;

/**
 * One request passed on and its answer passed back, both streamed: an import of 100 MB never lies in the gateway's
 * memory. The target goes on byte for byte.
 */
final class Exchange {

    /** The platform's largest body, an import (DESIGN.md 8); smaller limits are the services' business. */
    static final long BODY_LIMIT = 100L << 20;

    /** A service that took the request and says nothing for so long counts as away. */
    private static final long SILENCE_MS = 120_000;

    private static final long DRAIN_MS = 30_000;

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private long bodyBytes;
    private boolean draining;

    Exchange(Vertx vertx, HttpServerRequest request) {
        this.vertx = vertx;
        this.request = request;
        this.response = request.response();
    }

    void with(Upstream upstream) {
        String declared = request.getHeader("Content-Length");
        if (declared != null && Long.parseLong(declared) > BODY_LIMIT) {
            refuse(Problem.TOO_LARGE);
            return;
        }
        request.pause();
        upstream.connect(request.method(), request.uri())
                .onSuccess(this::send)
                .onFailure(away -> refuse(Problem.UNAVAILABLE));
    }

    private void send(HttpClientRequest out) {
        HopHeaders.copy(request.headers(), out.headers());
        HopHeaders.forwarded(request).forEach(out::putHeader);
        out.setChunked(isChunked());
        out.idleTimeout(SILENCE_MS);
        if (request.headers().contains("Expect")) {
            response.writeContinue();
        }
        request.exceptionHandler(gone -> out.reset());
        response.exceptionHandler(gone -> out.reset());
        response.closeHandler(gone -> out.reset());
        // A service may answer and hang up before it has read the whole body; its answer counts, not the failed write.
        out.exceptionHandler(lost -> {});
        out.response().onSuccess(this::answer).onFailure(lost -> refuse(Problem.UNAVAILABLE));
        request.handler(chunk -> pass(chunk, out));
        request.endHandler(end -> out.end());
        request.resume();
    }

    private boolean isChunked() {
        String encoding = request.getHeader("Transfer-Encoding");
        return encoding != null && encoding.toLowerCase(Locale.ROOT).contains("chunked");
    }

    /** At the pace of the service, and counted, since a chunked body declares no length. */
    private void pass(Buffer chunk, HttpClientRequest out) {
        bodyBytes += chunk.length();
        if (bodyBytes > BODY_LIMIT) {
            refuse(Problem.TOO_LARGE);
            out.reset();
            return;
        }
        out.write(chunk);
        if (out.writeQueueFull()) {
            request.pause();
            out.drainHandler(room -> request.resume());
        }
    }

    private void answer(HttpClientResponse in) {
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(in.statusCode()).setStatusMessage(in.statusMessage());
        HopHeaders.copy(in.headers(), response.headers());
        if (!in.headers().contains("Content-Length") && mayHaveBody(in.statusCode())) {
            response.setChunked(true);
        }
        // An answer cut short must reach the client as one cut short, never as a whole one.
        in.pipe()
                .endOnFailure(false)
                .to(response)
                .onFailure(cut -> response.reset())
                .onSuccess(whole -> drain());
    }

    private boolean mayHaveBody(int status) {
        return !request.method().name().equals("HEAD") && status != 204 && status != 304;
    }

    private void refuse(Problem problem) {
        String detail = problem == Problem.TOO_LARGE ? "The body may have " + BODY_LIMIT + " bytes" : null;
        if (Routes.isCloudApi(request.uri())) {
            problem.answerAsMeta(response, detail);
        } else {
            problem.answer(response, detail);
        }
        drain();
    }

    /** Reads on what the client still sends, for a while: closing at once would cost it the answer. */
    private void drain() {
        if (draining || request.isEnded()) {
            return;
        }
        draining = true;
        long timer = vertx.setTimer(DRAIN_MS, late -> request.connection().close());
        request.handler(nobodyWantsIt -> {});
        request.endHandler(end -> vertx.cancelTimer(timer));
        request.exceptionHandler(gone -> vertx.cancelTimer(timer));
        request.resume();
    }
}
