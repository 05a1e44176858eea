package io.tresen.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is posted, the answer is Meta's: a success, or its error object below 500. So many generated bodies as {@code
 * -Dtresen.bad-bodies} says, from the seed {@code -Dtresen.seed}.
 */
@QuarkusTest
class BadBodiesIT extends OnEngines {

    private static final int NUMBER = Integer.getInteger("tresen.bad-bodies", 300);
    private static final long SEED = Long.getLong("tresen.seed", 20_260_101L);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> GOOD = List.of(
            "'type': 'text', 'text': {'body': 'Hi', 'preview_url': false}, 'context': {'message_id': 'wamid.x'}",
            "'type': 'image', 'image': {'link': 'https://a.example/b.png', 'caption': 'c'}",
            "'type': 'location', 'location': {'latitude': 1.5, 'longitude': '2', 'name': 'n', 'address': 'a'}",
            "'type': 'contacts', 'contacts': [{'name': {'formatted_name': 'A'}, 'phones': [{'phone': '+1'}], 'org':"
                    + " {}}]",
            "'type': 'reaction', 'reaction': {'message_id': 'wamid.x', 'emoji': '👍'}",
            "'type': 'interactive', 'interactive': {'type': 'list', 'header': {'type': 'text', 'text': 'h'}, 'body':"
                    + " {'text': 'b'}, 'footer': {'text': 'f'}, 'action': {'button': 'x', 'sections': [{'title': 't',"
                    + " 'rows': [{'id': '1', 'title': 'r', 'description': 'd'}]}]}}",
            "'type': 'interactive', 'interactive': {'type': 'button', 'body': {'text': 'b'}, 'action': {'buttons':"
                    + " [{'type': 'reply', 'reply': {'id': '1', 'title': 'y'}}]}}",
            "'type': 'interactive', 'interactive': {'type': 'product_list', 'header': {'type': 'text', 'text': 'h'},"
                    + " 'body': {'text': 'b'}, 'action': {'catalog_id': 'c', 'sections': [{'title': 't', 'product_items':"
                    + " [{'product_retailer_id': 'p'}]}]}}",
            "'type': 'interactive', 'interactive': {'type': 'order_details', 'body': {'text': 'b'}, 'action': {'name':"
                    + " 'review_and_pay', 'parameters': {'reference_id': 'r', 'type': 'digital-goods', 'currency': 'EUR',"
                    + " 'total_amount': {'value': 1, 'offset': 100}, 'order': {'status': 'pending', 'items':"
                    + " [{'retailer_id': 'p', 'name': 'n', 'amount': {'value': 1, 'offset': 100}, 'quantity': 1}],"
                    + " 'subtotal': {'value': 1, 'offset': 100}}}}}",
            "'type': 'interactive', 'interactive': {'type': 'address_message', 'body': {'text': 'b'}, 'action':"
                    + " {'name': 'address_message', 'parameters': {'country': 'DE', 'values': {'name': 'A'}}}}",
            "'type': 'template', 'template': {'name': 'tresen_delivered', 'language': {'code': 'en'}, 'components':"
                    + " [{'type': 'body', 'parameters': [{'type': 'text', 'text': 'T1'}]}, {'type': 'button', 'sub_type':"
                    + " 'url', 'index': 0, 'parameters': [{'type': 'text', 'text': 'x'}]}]}",
            "'status': 'read', 'message_id': 'wamid.x', 'typing_indicator': {'type': 'text'}");

    /** What a shopper's client posts. */
    private static final List<String> GOOD_OF_SHOPPERS = List.of(
            "'type': 'text', 'text': {'body': 'Hi'}, 'context': {'id': 'wamid.x', 'referred_product': {'catalog_id': 'c',"
                    + " 'product_retailer_id': 'p'}}",
            "'type': 'interactive', 'interactive': {'type': 'list_reply', 'list_reply': {'id': 'menu:help', 'title':"
                    + " 'Help'}}",
            "'type': 'interactive', 'interactive': {'type': 'nfm_reply', 'nfm_reply': {'name': 'address_message', 'body':"
                    + " 'sent', 'response_json': '{}'}}",
            "'type': 'order', 'order': {'catalog_id': 'c', 'product_items': [{'product_retailer_id': 'p', 'quantity': 1,"
                    + " 'item_price': 1.5, 'currency': 'EUR'}]}",
            "'type': 'image', 'image': {'id': '300000000000001', 'caption': 'c', 'mime_type': 'image/png'}",
            "'type': 'reaction', 'reaction': {'message_id': 'wamid.x', 'emoji': '👍'}",
            "'type': 'location', 'location': {'latitude': 1.5, 'longitude': -2, 'name': 'n', 'address': 'a', 'url': 'u'}");

    private final Random random = new Random(SEED);

    @Test
    void noneOfThemIsAnsweredWithA5xx() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        CloudApi app = CloudApi.register();
        List<Talker> talkers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            talkers.add(app.business().shopper().says("hello"));
        }
        int refusals = 0;
        for (int i = 0; i < NUMBER; i++) {
            Talker to = talkers.get(i % talkers.size());
            byte[] body = body(to.waId());
            String type = random.nextInt(10) == 0
                    ? pick("text/plain", "application/x-www-form-urlencoded", "a/b")
                    : "application/json";
            HttpResponse<byte[]> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port
                                    + pick("/v23.0/", "/chat/v23.0/") + app.phoneNumberId() + "/messages"))
                            .header("Authorization", "Bearer " + app.business().token())
                            .header("Content-Type", type)
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            String context = "seed " + SEED + ", body " + i + ": " + answer.statusCode() + ' '
                    + new String(answer.body(), StandardCharsets.UTF_8) + "\n"
                    + new String(body, StandardCharsets.UTF_8);
            assertTrue(answer.statusCode() < 500, context);
            JsonNode json = JSON.readTree(answer.body());
            if (answer.statusCode() == 200) {
                assertTrue(json.has("messages") || json.path("success").asBoolean(), context);
            } else {
                refusals++;
                assertTrue(json.at("/error/code").isInt(), context);
                assertTrue(json.at("/error/error_data/details").isTextual(), context);
                assertTrue(json.at("/error/fbtrace_id").isTextual(), context);
            }
        }
        assertTrue(refusals > NUMBER / 2, refusals + " refusals: the generator must not make good bodies only");
    }

    @Test
    void noneOfAShoppersIsAnsweredWithA5xx() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        Talker ada = Api.register("en").shopper().consenting().says("hello");
        int refusals = 0;
        for (int i = 0; i < NUMBER; i++) {
            byte[] body = strange("{" + GOOD_OF_SHOPPERS.get(random.nextInt(GOOD_OF_SHOPPERS.size())) + "}");
            HttpResponse<byte[]> answer = client.send(
                    HttpRequest.newBuilder(
                                    URI.create("http://localhost:" + RestAssured.port + ada.path() + "/messages"))
                            .header("Authorization", "Bearer " + ada.token())
                            .header("Content-Type", "application/json")
                            .header("Idempotency-Key", "bad-" + i)
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            String context = "seed " + SEED + ", body " + i + ": " + answer.statusCode() + ' '
                    + new String(answer.body(), StandardCharsets.UTF_8) + "\n"
                    + new String(body, StandardCharsets.UTF_8);
            assertTrue(answer.statusCode() < 500, context);
            JsonNode json = JSON.readTree(answer.body());
            if (answer.statusCode() == 201) {
                assertTrue(json.path("id").asText().startsWith("wamid."), context);
            } else {
                refusals++;
                assertTrue(json.path("type").isTextual(), context);
            }
        }
        assertTrue(refusals > NUMBER / 2, refusals + " refusals: the generator must not make good bodies only");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/chat/v23.0/a{b|c/messages",
                "/v23.0/a{b|c/messages",
                "/chat/v23.0/%zz/messages",
                "/v23.0/%00/messages",
                "/chat/v23.0/%2e%2e/messages",
                "/chat/v23.0/../../messages",
                "/v23.0//messages",
                "/chat/v23.0/1/messages?a=%ff",
                "/v23.0/\u00e4/messages",
                "/chat/v999999999999.0/1/messages"
            })
    void noneOfTheStrangeTargetsIsAnsweredWithA5xx(String target) throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            String request = "POST " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 2\r\nConnection: close\r\n\r\n{}";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.matches("(?s)HTTP/1.1 4\\d\\d .*"), answer);
            // what is no URI is refused by the HTTP server itself, and a path that climbs out of Meta's is not Meta's
            boolean ours = !target.contains("{") && !target.contains("%zz") && !target.matches(".*(\\.\\.|%2e).*");
            assertEquals(ours, answer.contains("\"fbtrace_id\""), answer);
        }
    }

    private byte[] body(String to) throws IOException {
        return strange(
                "{'messaging_product': 'whatsapp', 'to': '" + to + "', " + GOOD.get(random.nextInt(GOOD.size())) + "}");
    }

    /** A sound body, mostly made unsound. */
    private byte[] strange(String good) throws IOException {
        int kind = random.nextInt(20);
        if (kind == 0) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            return noise;
        }
        ObjectNode whole = (ObjectNode) JSON.readTree(CloudApi.json(good));
        for (int changes = random.nextInt(3); changes >= 0; changes--) {
            change(whole);
        }
        String text = JSON.writeValueAsString(whole);
        return switch (kind) {
            case 1 -> text.substring(0, random.nextInt(text.length())).getBytes(StandardCharsets.UTF_8);
            case 2 -> (text + text).getBytes(StandardCharsets.UTF_8);
            case 3 -> text.replaceFirst("\\{", "{\"type\": 1, ").getBytes(StandardCharsets.UTF_8);
            case 4 -> text.getBytes(StandardCharsets.UTF_16LE);
            case 5 -> text.replaceFirst(":\"", ":\"\\\\u0000\\\\ud800").getBytes(StandardCharsets.UTF_8);
            default -> text.getBytes(StandardCharsets.UTF_8);
        };
    }

    /** Replaces, removes or doubles something anywhere in the tree. */
    private void change(ObjectNode whole) {
        List<JsonNode> holders = new ArrayList<>();
        collect(whole, holders);
        JsonNode holder = holders.get(random.nextInt(holders.size()));
        if (holder instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = names.get(random.nextInt(names.size()));
            if (random.nextInt(4) == 0) {
                object.remove(name);
            } else {
                object.set(name, strange());
            }
        } else if (holder instanceof ArrayNode array) {
            int times = random.nextInt(3) == 0 ? 40 : 1;
            for (int i = 0; i < times; i++) {
                array.add(
                        array.isEmpty() || random.nextBoolean()
                                ? strange()
                                : array.get(0).deepCopy());
            }
        }
    }

    private static void collect(JsonNode node, List<JsonNode> holders) {
        if (node.isContainerNode()) {
            holders.add(node);
            node.forEach(child -> collect(child, holders));
        }
    }

    private JsonNode strange() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (random.nextInt(14)) {
            case 0 -> json.nullNode();
            case 1 -> json.booleanNode(random.nextBoolean());
            case 2 -> json.numberNode(random.nextLong());
            case 3 -> json.numberNode(new java.math.BigDecimal("1e300"));
            case 4 -> json.numberNode(random.nextDouble());
            case 5 -> json.textNode("");
            case 6 -> json.textNode("x".repeat(1 + random.nextInt(5_000)));
            case 7 -> json.textNode("😀".repeat(1 + random.nextInt(100)));
            case 8 -> json.textNode(pick(" ", "\n", "\u202e", "${jndi}", "' or 1=1", "../..", "{{1}}", "999"));
            case 9 -> json.arrayNode();
            case 10 -> json.objectNode();
            case 11 -> json.arrayNode().add(json.objectNode().put("type", "text"));
            case 12 -> json.pojoNode(Map.of());
            default -> json.numberNode(-1);
        };
    }

    private String pick(String... of) {
        return of[random.nextInt(of.length)];
    }
}
