package io.tresen.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** A shopper's open chat window: hears of every message of a conversation, and when the first answer to each came. */
final class Listener implements WebSocket.Listener {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Long> answeredNs;
    private final StringBuilder frame = new StringBuilder();
    private String said;

    private Listener(Map<String, Long> answeredNs) {
        this.answeredNs = answeredNs;
    }

    /** @param answeredNs gets the time of the first answer by the id of what was said, by {@link System#nanoTime} */
    static WebSocket open(
            HttpClient client, String origin, String conversation, String token, Map<String, Long> answeredNs) {
        WebSocket socket = client.newWebSocketBuilder()
                .buildAsync(
                        URI.create(
                                origin.replace("http:", "ws:") + "/chat/v1/conversations/" + conversation + "/stream"),
                        new Listener(answeredNs))
                .join();
        socket.sendText("{\"token\": \"" + token + "\"}", true).join();
        return socket;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        frame.append(part);
        if (last) {
            hear(frame.toString(), System.nanoTime());
            frame.setLength(0);
        }
        socket.request(1);
        return null;
    }

    private void hear(String text, long nowNs) {
        try {
            JsonNode message = JSON.readTree(text);
            String direction = message.path("direction").asText();
            if (direction.equals("inbound")) {
                said = message.path("id").asText();
            } else if (direction.equals("outbound") && said != null) {
                answeredNs.putIfAbsent(said, nowNs);
            }
        } catch (IOException e) {
            throw new IllegalStateException(text, e);
        }
    }
}
