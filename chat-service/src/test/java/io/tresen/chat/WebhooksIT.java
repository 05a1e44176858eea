package io.tresen.chat;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.tresen.engines.TestReceiver.Answer;
import io.tresen.engines.TestReceiver.Call;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** What a business's app is told of a conversation, over HTTP on both sides. */
@QuarkusTest
class WebhooksIT extends WebhooksUnderTest {

    private static final String DELIVERIES = WEBHOOK + "/deliveries";

    @Test
    void anEndpointThatAnswersTheHandshakeIsToldAndItsSecretsAreNeverShown() {
        Api shop = Api.register("en");
        shop.authorized().get(WEBHOOK).then().statusCode(404);
        subscribe(shop, app.url("/hook?app=1"))
                .then()
                .statusCode(200)
                .body("url", equalTo(app.url("/hook?app=1")))
                .body("$", not(org.hamcrest.Matchers.hasKey("app_secret")));
        Call asked = app.calls().get(0);
        assertEquals("GET", asked.method());
        assertTrue(asked.target().startsWith("/hook?app=1&hub.mode=subscribe&hub.challenge="), asked.target());
        assertTrue(asked.target().endsWith("&hub.verify_token=t%C3%B6ken+%26+more"), asked.target());
        String shown = shop.authorized()
                .get(WEBHOOK)
                .then()
                .statusCode(200)
                .body("url", equalTo(app.url("/hook?app=1")))
                .extract()
                .asString();
        assertFalse(shown.contains(SECRET) || shown.contains("ken & more"), shown);
        shop.authorized().delete(WEBHOOK).then().statusCode(204);
        shop.authorized().delete(WEBHOOK).then().statusCode(404);
        shop.authorized().get(WEBHOOK).then().statusCode(404);
    }

    @Test
    void anEndpointThatDoesNotAnswerTheHandshakeIsRefusedAndNothingChanges() {
        Api shop = Api.register("en");
        refused(shop, Answer.of(200, "something else"), "did not answer with the challenge");
        refused(shop, Answer.of(403, "no"), "answered 403");
        refused(shop, new Answer(302, "", java.util.Map.of("Location", app.url("/other"))), "answered 302");
        subscribe(shop, "http://127.0.0.1:1/")
                .then()
                .statusCode(422)
                .body("type", endsWith("/webhook-not-verified"))
                .body("detail", containsString("no answer"));
        shop.authorized().get(WEBHOOK).then().statusCode(404);
    }

    @Test
    void whileAnEndpointIsAskedItsBusinessWaitsAndNobodyElse() throws Exception {
        Api shop = Api.register("en");
        app.answering(call -> call.target().startsWith("/hangs") ? Answer.never() : verified(call));
        ExecutorService caller = Executors.newSingleThreadExecutor();
        Future<Response> hanging = caller.submit(() -> subscribe(shop, app.url("/hangs")));
        await().atMost(PATIENCE).until(() -> !app.calls().isEmpty());
        subscribe(shop, app.url("/hook")).then().statusCode(429).header("Retry-After", "5");
        subscribe(Api.register("en"), app.url("/hook")).then().statusCode(200);
        hanging.get().then().statusCode(422);
        caller.shutdown();
        subscribe(shop, app.url("/hook")).then().statusCode(200);
    }

    @Test
    void whatAClientGetsWrongIsNamed() {
        Api shop = Api.register("en");
        shop.authorized()
                .body("{}")
                .put(WEBHOOK)
                .then()
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/url", "/verify_token", "/app_secret")));
        for (String url :
                List.of("", "x", "ftp://app.example/", "http://u:p@127.0.0.1/", "http://[::1", "http://a b/")) {
            subscribe(shop, url).then().statusCode(422).body("errors[0].pointer", equalTo("/url"));
        }
        shop.authorized().body("{\"url\": 7}").put(WEBHOOK).then().statusCode(400);
        shop.authorized().queryParam("state", "x").get(DELIVERIES).then().statusCode(400);
        shop.authorized().queryParam("limit", "101").get(DELIVERIES).then().statusCode(400);
        shop.authorized().queryParam("cursor", "?").get(DELIVERIES).then().statusCode(400);
        shop.authorized()
                .post(DELIVERIES + "/" + UUID.randomUUID() + "/replay")
                .then()
                .statusCode(404);
        shop.authorized().post(DELIVERIES + "/x/replay").then().statusCode(404);
        shop.authorized()
                .body("{\"from\": \"2026-01-01T00:00:00Z\", \"state\": \"waiting\"}")
                .post(DELIVERIES + "/replay")
                .then()
                .statusCode(422)
                .body("errors.pointer", equalTo(List.of("/to", "/state")));
        given().get(WEBHOOK).then().statusCode(401);
        shop.shopper().authorized().get(DELIVERIES).then().statusCode(403);
    }

    @Test
    void aConversationIsToldInOrderSignedUnderTheSameIdsAsEverywhere() throws Exception {
        Api shop = Api.register("en");
        subscribe(shop, app.url("/hook")).then().statusCode(200);
        String wabaId = shop.authorized().get("/chat/v1/business").path("waba_id");
        Talker ada = shop.shopper().says("hello");
        List<JsonNode> history = ada.history();
        awaitStatuses("delivered", history.size() - 1);
        String last = ada.last().path("id").asText();
        ada.authorized()
                .body("{\"status\": \"read\"}")
                .put(ada.path() + "/messages/" + last + "/status")
                .then()
                .statusCode(200);
        awaitStatuses("read", 1);

        for (Call call : posts()) {
            assertEquals(signature(call.body()), call.headers().get("X-Hub-Signature-256"));
        }
        JsonNode first = JSON.readTree(posts().get(0).body());
        assertEquals("whatsapp_business_account", first.path("object").asText());
        assertEquals(wabaId, first.at("/entry/0/id").asText());
        assertEquals("messages", first.at("/entry/0/changes/0/field").asText());
        JsonNode value = first.at("/entry/0/changes/0/value");
        assertEquals(ada.waId(), value.at("/contacts/0/wa_id").asText());
        assertEquals("Ada", value.at("/contacts/0/profile/name").asText());
        assertEquals(
                history.get(0).path("id").asText(), value.at("/messages/0/id").asText());
        assertEquals("hello", value.at("/messages/0/text/body").asText());
        List<String> expected = new ArrayList<>();
        List<String> outbound =
                history.stream().skip(1).map(it -> it.path("id").asText()).toList();
        outbound.forEach(id -> expected.add("sent " + id));
        outbound.forEach(id -> expected.add("delivered " + id));
        expected.add("read " + last);
        assertEquals(expected, statuses());
    }

    @Test
    void whereAShopperCameFromAndWhatTheyAskAboutIsTold() {
        Api shop = Api.register("en");
        subscribe(shop, app.url("/hook")).then().statusCode(200);
        Response opened = given().contentType(ContentType.JSON)
                .body("{\"referral\": {\"source_type\": \"ad\", \"source_id\": \"42\"}}")
                .post("/chat/v1/shops/" + shop.handle() + "/conversations");
        Talker bob = new Talker(
                UUID.fromString(opened.path("conversation_id")),
                UUID.fromString(opened.path("shopper_id")),
                opened.path("wa_id"),
                opened.path("token"));
        bob.says("hello");
        bob.post(
                        """
                        {"type": "text", "text": {"body": "is it still there?"},
                         "context": {"referred_product": {"catalog_id": "c", "product_retailer_id": "mug"}}}""")
                .then()
                .statusCode(201);
        await().atMost(PATIENCE).until(() -> messages().size() == 2);
        assertEquals("42", messages().get(0).at("/referral/source_id").asText());
        assertTrue(messages().get(1).path("referral").isMissingNode());
        assertEquals(
                "mug",
                messages()
                        .get(1)
                        .at("/context/referred_product/product_retailer_id")
                        .asText());
        bob.post("{\"type\": \"text\", \"text\": {\"body\": \"x\"}, \"context\": {\"referred_product\": {}}}")
                .then()
                .statusCode(422);
    }

    @Test
    void theLogShowsWhatWaitsAndADeliveryIsToldAgainWithTheSameBytes() {
        Api shop = Api.register("en");
        subscribe(shop, app.url("/hook")).then().statusCode(200);
        app.answering(call -> Answer.of(500, "busy"));
        Talker ada = shop.shopper().says("hello");
        await().atMost(PATIENCE)
                .until(() -> shop.authorized().get(DELIVERIES).<List<Integer>>path("data.attempts").stream()
                        .anyMatch(it -> it > 0));
        List<Object> waiting = shop.authorized()
                .queryParam("state", "waiting")
                .queryParam("limit", 1)
                .get(DELIVERIES)
                .then()
                .statusCode(200)
                .body("paging.next", not(nullValue()))
                .extract()
                .path("data");
        assertEquals(1, waiting.size());
        Response log = shop.authorized().get(DELIVERIES);
        int head = log.<List<Object>>path("data").size() - 1;
        String id = log.path("data[" + head + "].id");
        log.then()
                .body("data[" + head + "].kind", equalTo("message"))
                .body("data[" + head + "].state", equalTo("waiting"))
                .body("data[" + head + "].last_status", equalTo(500))
                .body(
                        "data[" + head + "].conversation_id",
                        equalTo(ada.conversationId().toString()))
                .body("data[" + head + "].next_attempt_at", not(nullValue()))
                .body("data[0].next_attempt_at", nullValue());
        app.answering(WebhooksUnderTest::verified);
        await().atMost(PATIENCE).until(() -> shop.authorized()
                .queryParam("state", "waiting")
                .get(DELIVERIES)
                .<List<Object>>path("data")
                .isEmpty());
        Api other = Api.register("en");
        other.authorized().post(DELIVERIES + "/" + id + "/replay").then().statusCode(404);
        other.authorized().get(DELIVERIES).then().body("data", equalTo(List.of()));
        int before = posts().size();
        shop.authorized()
                .post(DELIVERIES + "/" + id + "/replay")
                .then()
                .statusCode(202)
                .body("id", equalTo(id))
                .body("state", equalTo("waiting"));
        await().atMost(PATIENCE).until(() -> posts().size() == before + 1);
        assertArrayEquals(posts().get(0).body(), posts().get(before).body());
        int all = log.<List<Object>>path("data").size();
        await().atMost(PATIENCE)
                .until(() -> shop.authorized()
                                .queryParam("state", "delivered")
                                .get(DELIVERIES)
                                .<List<Object>>path("data")
                                .size()
                        == all);
        shop.authorized()
                .body("{\"from\": \"2020-01-01T00:00:00Z\", \"to\": \"2100-01-01T00:00:00Z\"}")
                .post(DELIVERIES + "/replay")
                .then()
                .statusCode(202)
                .body("replayed", equalTo(all));
        await().atMost(PATIENCE).until(() -> posts().size() == before + 1 + all);
    }

    @Test
    void aBusinessWithoutWebhookQueuesNothing() {
        Api shop = Api.register("en");
        shop.shopper().says("hello");
        shop.authorized().get(DELIVERIES).then().statusCode(200).body("data", equalTo(List.of()));
    }

    private void refused(Api shop, Answer answer, String why) {
        app.answering(call -> answer);
        subscribe(shop, app.url("/hook"))
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", endsWith("/webhook-not-verified"))
                .body("detail", containsString(why));
    }

    private static String signature(byte[] body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    }
}
