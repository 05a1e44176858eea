package io.tresen.local.demo;

import io.tresen.local.LaunchFailure;
import io.tresen.local.Poll;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * A caller of the platform's origin. What is unavailable for a moment is asked again for half a minute, a POST with its
 * idempotency key.
 *
 * @param token sent as bearer; null for the public paths
 */
record Api(String origin, Supplier<String> token) {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** An answer: its status, its body as JSON ({@code {}} when there is none), and its Location. */
    record Answer(String request, int status, JsonObject body, Optional<String> location) {

        /** @throws LaunchFailure when the status is another, with what came instead */
        Answer expect(int... statuses) {
            if (Arrays.stream(statuses).noneMatch(wanted -> wanted == status)) {
                throw new LaunchFailure(request + " was to answer " + Arrays.toString(statuses) + " and answered "
                        + status + ": " + body.encode());
            }
            return this;
        }
    }

    Answer get(String path) {
        return send("GET", path, BodyPublishers.noBody(), "application/json");
    }

    Answer put(String path, JsonObject body) {
        return send("PUT", path, BodyPublishers.ofString(body.encode()), "application/json");
    }

    Answer post(String path, JsonObject body) {
        return post(path, BodyPublishers.ofString(body.encode()), "application/json");
    }

    Answer post(String path, BodyPublisher body, String contentType) {
        return send("POST", path, body, contentType, "demo-" + UUID.randomUUID());
    }

    /** A POST whose key the caller keeps, to repeat it after a sudden end of its own. */
    Answer post(String path, JsonObject body, String idempotencyKey) {
        return send("POST", path, BodyPublishers.ofString(body.encode()), "application/json", idempotencyKey);
    }

    private Answer send(String method, String path, BodyPublisher body, String contentType, String... idempotencyKey) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : origin + path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", contentType)
                .header("Accept", "application/json")
                .method(method, body);
        if (token != null) {
            request.header("Authorization", "Bearer " + token.get());
        }
        if (idempotencyKey.length > 0) {
            request.header("Idempotency-Key", idempotencyKey[0]);
        }
        AtomicReference<Answer> answer = new AtomicReference<>();
        AtomicReference<IOException> away = new AtomicReference<>();
        Poll.until(PATIENCE, PAUSE, () -> {
            try {
                HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
                answer.set(new Answer(
                        method + " " + path,
                        response.statusCode(),
                        json(response.body()),
                        response.headers().firstValue("Location")));
                return response.statusCode() != 503;
            } catch (IOException refused) {
                away.set(refused);
                return false;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new LaunchFailure("Interrupted.", interrupted);
            }
        });
        if (answer.get() == null) {
            throw new LaunchFailure(method + " " + path + " was not answered: " + away.get(), away.get());
        }
        return answer.get();
    }

    private static JsonObject json(String text) {
        try {
            return text.isBlank() ? new JsonObject() : new JsonObject(text);
        } catch (DecodeException noObject) {
            return new JsonObject().put("text", text);
        }
    }
}
