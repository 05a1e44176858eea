package io.tresen.local.gateway;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * {@code POST /local/clock {advance_s}}: moves business time forward and answers once every service that runs has the
 * new total. One that runs not is passed over; whoever starts it gives it the total from the file.
 */
final class LocalClock {

    private static final long MAX_OFFSET_S = Duration.ofDays(10 * 365).toSeconds();
    private static final long PATIENCE_MS = 10_000;
    private static final long AGAIN_MS = 200;

    private final Vertx vertx;
    private final HttpClient client;
    private final List<Integer> servicePorts;
    private final ClockFile file;
    /** One move after the other, or an older total could arrive last. */
    private Future<Void> previous = Future.succeededFuture();

    LocalClock(Vertx vertx, HttpClient client, List<Integer> servicePorts, ClockFile file) {
        this.vertx = vertx;
        this.client = client;
        this.servicePorts = servicePorts;
        this.file = file;
    }

    /** {@code GET}: business time as it is. */
    void show(HttpServerRequest request) {
        try {
            answer(request, file.offsetS());
        } catch (IOException broken) {
            Problem.UNAVAILABLE.answer(request.response(), "The clock can't be read: " + broken.getMessage());
        }
    }

    private static void answer(HttpServerRequest request, long offsetS) {
        Instant now = Instant.now().plusSeconds(offsetS).truncatedTo(ChronoUnit.MILLIS);
        request.response()
                .putHeader("Content-Type", "application/json")
                .end(new JsonObject()
                        .put("now", now.toString())
                        .put("offset_s", offsetS)
                        .encode());
    }

    void advance(HttpServerRequest request, JsonObject body) {
        if (!(body.getValue("advance_s") instanceof Integer advance)) {
            Problem.UNREADABLE.answer(request.response(), "advance_s is a whole number of seconds");
            return;
        }
        previous = previous.otherwiseEmpty().compose(done -> move(request, advance));
    }

    private Future<Void> move(HttpServerRequest request, int advance) {
        long offset;
        try {
            offset = file.offsetS() + advance;
            if (advance < 0 || offset > MAX_OFFSET_S) {
                Problem.FIELDS.answer(request.response(), "Business time goes forward only, by ten years in all");
                return Future.succeededFuture();
            }
            file.write(offset);
        } catch (IOException broken) {
            Problem.UNAVAILABLE.answer(request.response(), "The clock can't be kept: " + broken.getMessage());
            return Future.succeededFuture();
        }
        long deadline = System.currentTimeMillis() + PATIENCE_MS;
        return Future.join(servicePorts.stream()
                        .map(port -> tell(port, offset, deadline))
                        .toList())
                .onSuccess(all -> answer(request, offset))
                .onFailure(silent -> Problem.UNAVAILABLE.answer(
                        request.response(), "Business time is moved, but " + silent.getMessage()))
                .mapEmpty();
    }

    /** Until it has taken the total or turns out not to run. */
    private Future<Void> tell(int port, long offsetS, long deadlineMs) {
        return tellOnce(port, offsetS).recover(failed -> {
            if (failed instanceof ConnectException) {
                return Future.succeededFuture();
            }
            if (System.currentTimeMillis() > deadlineMs) {
                return Future.failedFuture("the service on port " + port + " has not taken it: " + failed.getMessage());
            }
            Promise<Void> again = Promise.promise();
            vertx.setTimer(AGAIN_MS, timer -> tell(port, offsetS, deadlineMs).onComplete(again));
            return again.future();
        });
    }

    private Future<Void> tellOnce(int port, long offsetS) {
        RequestOptions target = new RequestOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setMethod(HttpMethod.PUT)
                .setURI("/local/clock")
                .setIdleTimeout(PATIENCE_MS)
                .putHeader("Content-Type", "application/json");
        Buffer body = new JsonObject().put("offset_s", offsetS).toBuffer();
        return client.request(target)
                .compose(request -> request.send(body))
                .compose(answer -> answer.end().map(end -> answer.statusCode()))
                .compose(status ->
                        status / 100 == 2 ? Future.succeededFuture() : Future.failedFuture("it answered " + status));
    }
}
