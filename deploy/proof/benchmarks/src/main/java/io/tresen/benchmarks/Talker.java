package io.tresen.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * One whole conversation of a shopper with an open window: opens it, is greeted, asks for the catalog, accepts the terms,
 * orders, says where it goes, chooses cash on delivery and is told that the order is confirmed. Each step follows from what
 * came into the window.
 */
final class Talker implements WebSocket.Listener {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What it waits for. */
    private enum Step {
        GREETING,
        TERMS,
        CATALOG,
        ADDRESS,
        PAYMENT,
        CONFIRMATION,
        DONE
    }

    private final HttpClient client;
    private final String origin;
    private final String product;
    private final long priceMinor;
    private final Consumer<Long> done;
    private final Consumer<String> trouble;
    private final StringBuilder frame = new StringBuilder();
    private Step step = Step.GREETING;
    private String conversation;
    private String token;

    /** @param done gets the time of the end, by {@link System#nanoTime} */
    Talker(
            HttpClient client,
            String origin,
            String product,
            long priceMinor,
            Consumer<Long> done,
            Consumer<String> trouble) {
        this.client = client;
        this.origin = origin;
        this.product = product;
        this.priceMinor = priceMinor;
        this.done = done;
        this.trouble = trouble;
    }

    /** Begins and returns at once. */
    void begin(String handle) {
        post("/chat/v1/shops/" + handle + "/conversations", "{\"locale\": \"en\"}", opened -> {
            conversation = opened.path("conversation_id").asText();
            token = opened.path("token").asText();
            client.newWebSocketBuilder()
                    .buildAsync(
                            URI.create(origin.replace("http:", "ws:") + "/chat/v1/conversations/" + conversation
                                    + "/stream"),
                            this)
                    .thenCompose(socket -> socket.sendText("{\"token\": \"" + token + "\"}", true))
                    // frames are taken in turn: once this is answered the window is open
                    .thenCompose(socket -> socket.sendText("{\"type\":\"ping\"}", true))
                    .exceptionally(broken -> {
                        trouble.accept("window: " + broken);
                        return null;
                    });
        });
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        frame.append(part);
        if (last) {
            try {
                hear(JSON.readTree(frame.toString()), socket);
            } catch (IOException | RuntimeException e) {
                trouble.accept(step + ": " + e);
            }
            frame.setLength(0);
        }
        socket.request(1);
        return null;
    }

    private void hear(JsonNode message, WebSocket socket) {
        if (message.path("type").asText().equals("pong")) {
            say("{\"type\": \"text\", \"text\": {\"body\": \"hello\"}}");
        }
        if (!message.path("direction").asText().equals("outbound")) {
            return;
        }
        String id = message.path("id").asText();
        String text = message.path("message").toString();
        switch (step) {
            case GREETING -> {
                if (text.contains("\"menu:catalog\"")) {
                    go(Step.TERMS, reply("menu:catalog", id));
                }
            }
            case TERMS -> {
                if (text.contains("\"consent:accept\"")) {
                    go(Step.CATALOG, reply("consent:accept", id));
                }
            }
            case CATALOG -> go(Step.ADDRESS, order());
            case ADDRESS -> {
                if (text.contains("\"address_message\"")) {
                    go(Step.PAYMENT, address(id));
                }
            }
            case PAYMENT -> {
                if (text.contains("\"pay:cod\"")) {
                    go(Step.CONFIRMATION, reply("pay:cod", id));
                }
            }
            case CONFIRMATION -> {
                if (message.path("notice").path("kind").asText().equals("order_confirmation")) {
                    step = Step.DONE;
                    done.accept(System.nanoTime());
                    socket.sendClose(WebSocket.NORMAL_CLOSURE, "");
                }
            }
            case DONE -> {}
        }
    }

    private void go(Step next, String message) {
        step = next;
        say(message);
    }

    private void say(String message) {
        post("/chat/v1/conversations/" + conversation + "/messages", message, accepted -> {});
    }

    private static String reply(String id, String context) {
        return """
                {"type": "interactive", "context": {"id": "%s"}, "interactive": {"type": "button_reply",
                 "button_reply": {"id": "%s", "title": "x"}}}"""
                .formatted(context, id);
    }

    private String order() {
        return """
                {"type": "order", "order": {"catalog_id": "c", "product_items": [
                  {"product_retailer_id": "%s", "quantity": 1, "item_price": %d.%02d, "currency": "EUR"}]}}"""
                .formatted(product, priceMinor / 100, priceMinor % 100);
    }

    private static String address(String context) {
        String values = "{\\\"values\\\":{\\\"name\\\":\\\"Ada\\\",\\\"street\\\":\\\"Weg 1\\\","
                + "\\\"postcode\\\":\\\"50667\\\",\\\"city\\\":\\\"Köln\\\",\\\"country\\\":\\\"DE\\\"}}";
        return """
                {"type": "interactive", "context": {"id": "%s"}, "interactive": {"type": "nfm_reply", "nfm_reply":
                 {"name": "address_message", "body": "sent", "response_json": "%s"}}}"""
                .formatted(context, values);
    }

    private void post(String path, String body, Consumer<JsonNode> then) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin + path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        client.sendAsync(request.build(), BodyHandlers.ofString()).whenComplete((answer, broken) -> {
            if (broken != null || answer.statusCode() != 201) {
                trouble.accept(step + ": " + (broken != null ? broken : answer.statusCode() + " " + answer.body()));
                return;
            }
            try {
                then.accept(JSON.readTree(answer.body()));
            } catch (IOException e) {
                trouble.accept(step + ": " + e);
            }
        });
    }
}
