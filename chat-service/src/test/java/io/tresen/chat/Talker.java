package io.tresen.chat;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** A shopper who talks over HTTP. */
record Talker(UUID conversationId, UUID shopperId, String waId, String token) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Who opened a conversation. */
    static Talker of(Response opened) {
        opened.then().statusCode(201);
        return new Talker(
                UUID.fromString(opened.path("conversation_id")),
                UUID.fromString(opened.path("shopper_id")),
                opened.path("wa_id"),
                opened.path("token"));
    }

    RequestSpecification authorized() {
        return given().header("Authorization", "Bearer " + token).contentType(ContentType.JSON);
    }

    String path() {
        return "/chat/v1/conversations/" + conversationId;
    }

    Response post(String json) {
        return post(UUID.randomUUID().toString(), json);
    }

    Response post(String key, String json) {
        return authorized().header("Idempotency-Key", key).body(json).post(path() + "/messages");
    }

    Talker says(String text) {
        post("{\"type\": \"text\", \"text\": {\"body\": \"" + text + "\"}}")
                .then()
                .statusCode(201);
        return this;
    }

    Talker taps(String id) {
        post(tap(id, null)).then().statusCode(201);
        return this;
    }

    /** Taps what the newest message with it offers. */
    Talker tapsOffered(String id) {
        post(tap(id, offer(id).path("id").asText())).then().statusCode(201);
        return this;
    }

    JsonNode offer(String id) {
        List<JsonNode> all = history();
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).path("direction").asText().equals("outbound")
                    && all.get(i).path("message").toString().contains('"' + id + '"')) {
                return all.get(i);
            }
        }
        throw new AssertionError(id + " is not offered in\n" + text());
    }

    static String tap(String id, String context) {
        String of = context == null ? "" : ", \"context\": {\"id\": \"" + context + "\"}";
        return """
                {"type": "interactive", "interactive": {"type": "button_reply",
                 "button_reply": {"id": "%s", "title": "x"}}%s}"""
                .formatted(id, of);
    }

    static String cart(String retailerId, int quantity, String price) {
        return """
                {"type": "order", "order": {"catalog_id": "c", "text": "", "product_items": [
                 {"product_retailer_id": "%s", "quantity": %d, "item_price": %s, "currency": "EUR"}]}}"""
                .formatted(retailerId, quantity, price);
    }

    Talker livesAt(String postcode) {
        String values = "{\\\"values\\\":{\\\"name\\\":\\\"Ada\\\",\\\"street\\\":\\\"Weg 1\\\",\\\"postcode\\\":\\\""
                + postcode + "\\\",\\\"city\\\":\\\"Köln\\\",\\\"country\\\":\\\"DE\\\"}}";
        post("""
                        {"type": "interactive", "context": {"id": "%s"}, "interactive": {"type": "nfm_reply", "nfm_reply":
                         {"name": "address_message", "body": "sent", "response_json": "%s"}}}"""
                        .formatted(offer("address_message").path("id").asText(), values))
                .then()
                .statusCode(201);
        return this;
    }

    Talker consenting() {
        authorized()
                .body("{\"business_terms\": true, \"version\": \"1\"}")
                .put(path() + "/consent")
                .then()
                .statusCode(200);
        return this;
    }

    /** Everything, oldest first. */
    List<JsonNode> history() {
        Response answer = authorized().get(path() + "/messages?limit=100");
        assertEquals(200, answer.statusCode(), answer.asString());
        try {
            List<JsonNode> all = new ArrayList<>();
            JSON.readTree(answer.asByteArray()).path("data").forEach(all::add);
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode last() {
        List<JsonNode> all = history();
        return all.get(all.size() - 1);
    }

    String text() {
        return history().stream().map(JsonNode::toString).collect(Collectors.joining("\n"));
    }

    List<JsonNode> notices(String kind) {
        return history().stream()
                .filter(it -> it.path("notice").path("kind").asText().equals(kind))
                .toList();
    }

    Set<String> ids() {
        return history().stream().map(it -> it.path("id").asText()).collect(Collectors.toSet());
    }
}
