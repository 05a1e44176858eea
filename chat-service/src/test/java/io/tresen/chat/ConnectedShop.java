package io.tresen.chat;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tresen.messaging.webhook.WebhookSignature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** A business with a number at Meta, and what Meta delivers to it; single quotes stand for double ones. */
record ConnectedShop(UUID businessId, String handle, String token, String phoneNumberId, String appSecret) {

    static final String WEBHOOK = "/chat/v1/channels/whatsapp/webhook";
    static final String NUMBER = "/chat/v1/business/channels/whatsapp";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Registers in a country and connects a number that Meta knows. @param more fields of the PUT, with a comma before */
    static ConnectedShop in(String country, String currency, GraphServer meta, boolean payments, String catalogId) {
        ConnectedShop shop = registered(country, currency, "secret-" + digits());
        meta.with(new GraphServer.Number(shop.phoneNumberId(), shop.accessToken(), catalogId, payments));
        shop.connect(catalogId == null ? "" : ", 'catalog_id': '" + catalogId + "'")
                .then()
                .statusCode(200);
        return shop;
    }

    static ConnectedShop in(String country, String currency, GraphServer meta) {
        return in(country, currency, meta, country.equals("IN"), null);
    }

    static ConnectedShop registered(String country, String currency, String appSecret) {
        String handle = "shop-" + UUID.randomUUID().toString().substring(0, 12);
        Response answer = given().contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(Map.of(
                        "name",
                        "Teeladen",
                        "handle",
                        handle,
                        "country",
                        country,
                        "currency",
                        currency,
                        "language",
                        "en",
                        "accepted_terms",
                        true))
                .post("/chat/v1/businesses");
        answer.then().statusCode(201);
        String token = given().formParams(Map.of(
                        "grant_type", "client_credentials",
                        "client_id", answer.path("client_id"),
                        "client_secret", answer.path("client_secret")))
                .post("/chat/oauth2/token")
                .path("access_token");
        return new ConnectedShop(UUID.fromString(answer.path("business_id")), handle, token, digits(), appSecret);
    }

    static String digits() {
        return Long.toString(ThreadLocalRandom.current().nextLong(100_000_000_000_000L, 999_999_999_999_999L));
    }

    String accessToken() {
        return "EAAG" + phoneNumberId;
    }

    Response connect(String more) {
        return authorized()
                .body(json("{'phone_number_id': '" + phoneNumberId + "', 'waba_id': '77', 'access_token': '"
                        + accessToken() + "', 'app_secret': '" + appSecret + "', 'verify_token': 'v-" + phoneNumberId
                        + "'" + more + "}"))
                .put(NUMBER);
    }

    RequestSpecification authorized() {
        return given().header("Authorization", "Bearer " + token).contentType(ContentType.JSON);
    }

    /** One entry: what this number heard. */
    String entry(String value) {
        return "{'id': '77', 'changes': [{'field': 'messages', 'value': {'messaging_product': 'whatsapp', 'metadata':"
                + " {'display_phone_number': '49160', 'phone_number_id': '" + phoneNumberId + "'}, " + value + "}}]}";
    }

    static String whole(String... entries) {
        return json("{'object': 'whatsapp_business_account', 'entry': [" + String.join(", ", entries) + "]}");
    }

    static String contact(String phone, String name) {
        return "'contacts': [{'profile': {'name': '" + name + "'}, 'wa_id': '" + phone + "'}]";
    }

    static String message(String phone, String id, String payload) {
        return message(phone, id, Instant.now(), payload);
    }

    static String message(String phone, String id, Instant at, String payload) {
        return "{'from': '" + phone + "', 'id': '" + id + "', 'timestamp': '" + at.getEpochSecond() + "', " + payload
                + "}";
    }

    static String text(String body) {
        return "'type': 'text', 'text': {'body': '" + body + "'}";
    }

    static String tap(String id, String context) {
        return (context == null ? "" : "'context': {'from': '49160', 'id': '" + context + "'}, ")
                + "'type': 'interactive', 'interactive': {'type': 'button_reply', 'button_reply': {'id': '" + id
                + "', 'title': 'x'}}";
    }

    /** Delivers it, signed by this number's app. */
    Response deliver(String body) {
        return deliver(body, WebhookSignature.of(appSecret, body.getBytes(UTF_8)));
    }

    static Response deliver(String body, String signature) {
        RequestSpecification request =
                given().contentType("application/json; charset=utf-8").body(body.getBytes(UTF_8));
        return (signature == null ? request : request.header(WebhookSignature.HEADER, signature)).post(WEBHOOK);
    }

    /** A shopper writes; answers Meta's id of it. */
    String hears(String phone, String payload) {
        String id = "wamid.IN" + UUID.randomUUID();
        deliver(whole(entry(contact(phone, "Ada") + ", 'messages': [" + message(phone, id, payload) + "]")))
                .then()
                .statusCode(200);
        return id;
    }

    /** Meta tells a status. @param callback our id, or null */
    Response told(String metaId, String status, String callback, String more) {
        String echo = callback == null ? "" : ", 'biz_opaque_callback_data': '" + callback + "'";
        return deliver(whole(entry("'statuses': [{'id': '" + metaId + "', 'status': '" + status
                + "', 'timestamp': '1', 'recipient_id': '1'" + echo + more + "}]")));
    }

    /** The business's conversations, latest first. */
    List<JsonNode> conversations() {
        return data(authorized().get("/chat/v1/conversations"));
    }

    UUID onlyConversation() {
        List<JsonNode> all = conversations();
        assertEquals(1, all.size(), all.toString());
        return UUID.fromString(all.get(0).path("conversation_id").asText());
    }

    List<JsonNode> messages(UUID conversationId) {
        return data(authorized().get("/chat/v1/conversations/" + conversationId + "/messages?limit=100"));
    }

    List<String> statuses(UUID conversationId) {
        return messages(conversationId).stream()
                .map(it -> it.path("status").asText())
                .collect(Collectors.toList());
    }

    Response reply(UUID conversationId, String text) {
        return authorized()
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(json("{'text': {'body': '" + text + "'}}"))
                .post("/chat/v1/conversations/" + conversationId + "/replies");
    }

    private static List<JsonNode> data(Response answer) {
        assertEquals(200, answer.statusCode(), answer.asString());
        try {
            List<JsonNode> all = new ArrayList<>();
            JSON.readTree(answer.asByteArray()).path("data").forEach(all::add);
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String json(String text) {
        return text.replace('\'', '"');
    }
}
