package io.tresen.chat;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.Response;
import io.tresen.engines.TestReceiver;
import io.tresen.engines.TestReceiver.Answer;
import io.tresen.engines.TestReceiver.Call;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** A business and its app, which is told over HTTP. */
abstract class WebhooksUnderTest extends OnEngines {

    static final String WEBHOOK = "/chat/v1/business/webhook";
    static final String SECRET = "app-secret-1234";
    static final Duration PATIENCE = Duration.ofSeconds(45);
    static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    MessageLog log;

    final TestReceiver app = TestReceiver.start().answering(WebhooksUnderTest::verified);

    @AfterEach
    void close() {
        app.close();
    }

    static Response subscribe(Api shop, String url) {
        return shop.authorized()
                .body(java.util.Map.of("url", url, "verify_token", "töken & more", "app_secret", SECRET))
                .put(WEBHOOK);
    }

    static Answer verified(Call call) {
        String challenge = call.target().replaceAll("^.*hub\\.challenge=([0-9]+).*$", "$1");
        return Answer.of(200, call.method().equals("GET") ? challenge : "");
    }

    List<Call> posts() {
        return app.calls().stream().filter(it -> it.method().equals("POST")).toList();
    }

    List<JsonNode> values() {
        return posts().stream().map(WebhooksUnderTest::value).toList();
    }

    static JsonNode value(Call call) {
        try {
            return JSON.readTree(call.body()).at("/entry/0/changes/0/value");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<JsonNode> messages() {
        return values().stream()
                .map(it -> it.at("/messages/0"))
                .filter(JsonNode::isObject)
                .toList();
    }

    List<String> statuses() {
        return values().stream()
                .map(it -> it.at("/statuses/0"))
                .filter(JsonNode::isObject)
                .map(it -> it.path("status").asText() + " " + it.path("id").asText())
                .toList();
    }

    void awaitStatuses(String status, int many) {
        await().atMost(PATIENCE)
                .until(() -> statuses().stream()
                                .filter(it -> it.startsWith(status + " "))
                                .count()
                        == many);
    }
}
