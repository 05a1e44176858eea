package io.tresen.proof.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** A shopper in a conversation, by INTERFACE.md alone. */
public final class Shopper {

    private final String conversation;
    private final String shopperId;
    private final Http http;

    private Shopper(String conversation, String shopperId, Http http) {
        this.conversation = conversation;
        this.shopperId = shopperId;
        this.http = http;
    }

    /** @param open somebody without a token */
    static Shopper open(Http open, String handle) {
        JsonNode opened = open.post("/chat/v1/shops/" + handle + "/conversations", "{\"locale\": \"en\"}")
                .expect(201);
        return new Shopper(
                opened.path("conversation_id").asText(),
                opened.path("shopper_id").asText(),
                open.as(opened.path("token").asText()));
    }

    public String conversationId() {
        return conversation;
    }

    public String shopperId() {
        return shopperId;
    }

    public Http http() {
        return http;
    }

    /** The shopper's bearer token. */
    public String token() {
        return http.token();
    }

    /** Sends a message as JSON; returns its id. */
    public String reply(String json) {
        return post(json).expect(201).path("id").asText();
    }

    /** Accepts the business terms. */
    public Shopper consenting() {
        tap("menu:catalog");
        JsonNode asked = await(message -> offers(message, "consent:accept"), "the terms");
        reply("button_reply", "consent:accept", asked.path("id").asText());
        await(message -> !offers(message, "consent:accept") && outbound(message), "an answer behind the terms");
        return this;
    }

    public String say(String text) {
        return post("{\"type\": \"text\", \"text\": {\"body\": \"" + text + "\"}}")
                .expect(201)
                .path("id")
                .asText();
    }

    /** Taps an id of the table, as a deep link does. */
    public String tap(String id) {
        return post(reply(id, null)).expect(201).path("id").asText();
    }

    /** Taps an id in the newest message that offers it, if there is one by now. @return whether there was */
    public boolean tapWhereOffered(String id) {
        return newest(history(), message -> offers(message, id))
                .map(offer -> reply("button_reply", id, offer.path("id").asText()))
                .isPresent();
    }

    /** Taps an id that the newest message with it offers. */
    public String tapOffered(String id) {
        JsonNode offer = await(message -> offers(message, id), "an offer of " + id);
        return reply("button_reply", id, offer.path("id").asText());
    }

    /** Taps the first id until the second is offered, and then that one: what is offered follows copies. */
    public void tapUntilOffered(String asking, String id) {
        Pause pause = new Pause(Duration.ofSeconds(60));
        do {
            tap(asking);
        } while (!tapWhereOffered(id) && pause.again());
    }

    private String reply(String kind, String id, String context) {
        return post(reply(id, context)).expect(201).path("id").asText();
    }

    private static String reply(String id, String context) {
        String of = context == null ? "" : ", \"context\": {\"id\": \"" + context + "\"}";
        return """
                {"type": "interactive", "interactive": {"type": "button_reply",
                 "button_reply": {"id": "%s", "title": "x"}}%s}"""
                .formatted(id, of);
    }

    /** Sends a whole cart at once. */
    public Http.Answer order(String key, String retailerId, int quantity, long priceMinor) {
        return http.post(
                messages(),
                key,
                """
                {"type": "order", "order": {"catalog_id": "c", "product_items": [
                  {"product_retailer_id": "%s", "quantity": %d, "item_price": %s, "currency": "EUR"}]}}"""
                        .formatted(
                                retailerId,
                                quantity,
                                java.math.BigDecimal.valueOf(priceMinor, 2).toPlainString()));
    }

    /** Answers the question for the address. */
    public String address(String postcode) {
        JsonNode asked = await(
                message -> "address_message"
                        .equals(message.path("message")
                                .path("interactive")
                                .path("type")
                                .asText()),
                "the question for the address");
        String values = "{\\\"values\\\":{\\\"name\\\":\\\"Ada\\\",\\\"street\\\":\\\"Weg 1\\\",\\\"postcode\\\":\\\""
                + postcode + "\\\",\\\"city\\\":\\\"Köln\\\",\\\"country\\\":\\\"DE\\\"}}";
        return post("""
                        {"type": "interactive", "context": {"id": "%s"}, "interactive": {"type": "nfm_reply", "nfm_reply":
                         {"name": "address_message", "body": "sent", "response_json": "%s"}}}"""
                        .formatted(asked.path("id").asText(), values))
                .expect(201)
                .path("id")
                .asText();
    }

    /** Everything in the conversation, oldest first. */
    public List<JsonNode> history() {
        List<JsonNode> all = new ArrayList<>();
        String after = "";
        while (true) {
            JsonNode page =
                    http.get(messages() + "?limit=100" + after).expect(200).path("data");
            page.forEach(all::add);
            if (page.size() < 100) {
                return all;
            }
            after = "&after=" + page.get(99).path("id").asText();
        }
    }

    /** Waits for a notice of this kind and returns it. */
    public JsonNode awaitNotice(String kind) {
        return await(message -> kind.equals(message.path("notice").path("kind").asText()), "the notice " + kind);
    }

    /** How many notices of this kind there are. */
    public long notices(String kind) {
        return history().stream()
                .filter(message ->
                        kind.equals(message.path("notice").path("kind").asText()))
                .count();
    }

    /** Waits for the newest message that fits. */
    public JsonNode await(Predicate<JsonNode> wanted, String what) {
        Pause pause = new Pause(Duration.ofSeconds(60));
        List<JsonNode> history;
        do {
            history = history();
            Optional<JsonNode> found = newest(history, wanted);
            if (found.isPresent()) {
                return found.get();
            }
        } while (pause.again());
        throw new AssertionError("waited in vain for " + what + "; the conversation is\n" + lines(history));
    }

    /** The last messages, a line each. */
    String newest(int count) {
        List<JsonNode> all = history();
        return lines(all.subList(Math.max(0, all.size() - count), all.size()));
    }

    private static String lines(List<JsonNode> messages) {
        return String.join("\n", messages.stream().map(JsonNode::toString).toList());
    }

    private static Optional<JsonNode> newest(List<JsonNode> history, Predicate<JsonNode> wanted) {
        return history.stream().filter(wanted).reduce((older, newer) -> newer);
    }

    private static boolean outbound(JsonNode message) {
        return message.path("direction").asText().equals("outbound");
    }

    private static boolean offers(JsonNode message, String id) {
        return outbound(message) && message.path("message").toString().contains('"' + id + '"');
    }

    private Http.Answer post(String json) {
        return http.post(messages(), UUID.randomUUID().toString(), json);
    }

    private String messages() {
        return "/chat/v1/conversations/" + conversation + "/messages";
    }
}
