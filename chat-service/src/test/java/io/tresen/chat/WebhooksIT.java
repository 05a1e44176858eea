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
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.tresen.engines.TestReceiver;
import io.tresen.engines.TestReceiver.Answer;
import io.tresen.engines.TestReceiver.Call;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a business's app is told of a conversation, over HTTP on both sides. */
@QuarkusTest
class WebhooksIT extends OnEngines {

    private static final String WEBHOOK = "/chat/v1/business/webhook";
    private static final String DELIVERIES = WEBHOOK + "/deliveries";
    private static final String SECRET = "app-secret-1234";
    private static final Duration PATIENCE = Duration.ofSeconds(45);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    Database database;

    @Inject
    MessageLog log;

    private final TestReceiver app = TestReceiver.start().answering(WebhooksIT::verified);

    @AfterEach
    void close() {
        app.close();
    }

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
    void whatStreamsSentInSeveralConversationsIsToldAsDeliveredOnce() throws InterruptedException {
        Api shop = Api.register("en");
        subscribe(shop, app.url("/hook")).then().statusCode(200);
        List<Talker> talkers =
                List.of(shop.shopper().says("hello"), shop.shopper().says("hello"));
        DeliveredMarks marks = new DeliveredMarks(new DeliveredWrites(database, log), Duration.ZERO, 10);
        for (int i = 0; i < 2; i++) {
            talkers.forEach(it -> marks.note(new MessageLog.Reached(shop.businessId(), it.conversationId(), 3)));
            awaitStatuses("delivered", 4);
        }
        marks.stop(new ShutdownEvent());
        List<String> expected = new ArrayList<>();
        for (Talker talker : talkers) {
            List<String> outbound = talker.history().stream()
                    .skip(1)
                    .map(it -> it.path("id").asText())
                    .toList();
            outbound.forEach(id -> expected.add("sent " + id));
            outbound.forEach(id -> expected.add("delivered " + id));
            report(talker, outbound.get(1), "read");
            expected.add("read " + outbound.get(1));
        }
        awaitStatuses("read", 2);
        assertEquals(
                expected.stream().sorted().toList(),
                statuses().stream().sorted().toList());
    }

    /** An app's messages to a shopper who has not fetched them. */
    private record Sent(CloudApi bot, Talker talker, String withData, String without) {

        private static final int LAST = 5;

        static Sent by(CloudApi bot, String data) {
            Talker talker = bot.business().shopper().says("hello");
            String withData = CloudApi.taken(bot.post("{'messaging_product': 'whatsapp', 'to': '" + talker.waId()
                    + "', 'text': {'body': 'Hi'}," + " 'biz_opaque_callback_data': '" + data + "'}"));
            return new Sent(bot, talker, withData, CloudApi.taken(bot.text(talker.waId(), "without")));
        }

        MessageLog.Reached all() {
            return new MessageLog.Reached(bot.business().businessId(), talker.conversationId(), LAST);
        }

        /** What is told of their delivery. */
        List<String> told(String data) {
            String sides = " " + bot.phoneNumberId() + " " + talker.waId() + " ";
            return List.of(withData + sides + data, without + sides);
        }
    }

    @Test
    void whatIsDeliveredInManyConversationsIsAskedForAtOnceAndToldAsOfOneAlone() {
        CloudApi one = listening();
        CloudApi other = listening();
        CloudApi silent = CloudApi.register();
        List<Sent> all = List.of(
                Sent.by(one, "a"), Sent.by(other, "b"), Sent.by(silent, "c"), Sent.by(one, "d"), Sent.by(one, "e"));
        long reads = database.inTransaction(tx -> {
            long before = reads(tx);
            log.delivered(tx, all.stream().map(Sent::all).toList());
            return reads(tx) - before;
        });
        assertEquals(2, reads, "of callback data and of who talks to whom");
        // the assistant's two and the app's two of each conversation that somebody hears of
        awaitStatuses("delivered", 4 * 4);
        List<String> expected = new ArrayList<>();
        List<String> data = List.of("a", "b", "c", "d", "e");
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).bot() != silent) {
                expected.addAll(all.get(i).told(data.get(i)));
            }
        }
        List<String> told = values().stream().map(WebhooksIT::delivery).toList();
        assertEquals(
                expected.stream().sorted().toList(),
                told.stream()
                        .filter(it -> all.stream()
                                .anyMatch(sent -> it.startsWith(sent.withData()) || it.startsWith(sent.without())))
                        .sorted()
                        .toList());
        for (Sent sent : all) {
            List<String> ofOne = told.stream()
                    .filter(it -> it.contains(" " + sent.talker().waId() + " "))
                    .toList();
            assertEquals(sent.bot() == silent ? 0 : 4, ofOne.size());
            if (sent.bot() != silent) {
                assertTrue(ofOne.get(2).startsWith(sent.withData()), "in the order of the conversation");
                assertTrue(ofOne.get(3).startsWith(sent.without()), "in the order of the conversation");
            }
        }
    }

    private CloudApi listening() {
        CloudApi bot = CloudApi.register();
        subscribe(bot.business(), app.url("/hook")).then().statusCode(200);
        return bot;
    }

    /** How often this connection has run what reads either, by PostgreSQL's own count. */
    private static long reads(Tx tx) {
        return tx.one(
                        """
                        select coalesce(sum(generic_plans + custom_plans), 0)::bigint as reads from pg_prepared_statements
                        where statement ~ 'callback_data|s\\.wa_id' and statement !~ 'pg_prepared_statements'""")
                .orElseThrow()
                .getLong("reads");
    }

    /** Message, number, shopper and callback data of a status that says delivered; else empty. */
    private static String delivery(JsonNode value) {
        JsonNode status = value.at("/statuses/0");
        return status.path("status").asText().equals("delivered")
                ? status.path("id").asText()
                        + " " + value.at("/metadata/phone_number_id").asText()
                        + " " + status.path("recipient_id").asText()
                        + " " + status.path("biz_opaque_callback_data").asText()
                : "";
    }

    /** A stream's marks wait a moment, and its client may be faster. */
    @Test
    void whatIsReadBeforeItIsMarkedIsToldAsDeliveredFirst() {
        Api shop = Api.register("en");
        subscribe(shop, app.url("/hook")).then().statusCode(200);
        Talker ada = shop.shopper().says("hello");
        String last = shop.authorized()
                .get(ada.path() + "/messages")
                .then()
                .statusCode(200)
                .extract()
                .path("data[2].id");
        report(ada, last, "read");
        awaitStatuses("read", 1);
        assertEquals(
                List.of("sent " + last, "delivered " + last, "read " + last),
                statuses().stream().filter(it -> it.endsWith(last)).toList());
    }

    @Test
    void whatAnAppGaveAMessageComesBackWithEachOfItsStatusesAndIsNeverShownToTheShopper() {
        CloudApi bot = CloudApi.register();
        Talker ada = bot.business().shopper().says("hello");
        subscribe(bot.business(), app.url("/hook")).then().statusCode(200);
        String data = "wave 2 · " + "x".repeat(503);
        bot.post("{'messaging_product': 'whatsapp', 'to': '" + ada.waId() + "', 'text': {'body': 'Hi'},"
                        + " 'biz_opaque_callback_data': '" + data + "'}")
                .then()
                .statusCode(200);
        bot.text(ada.waId(), "without").then().statusCode(200);
        assertFalse(ada.text().contains("wave 2"), ada.text());
        String last = ada.last().path("id").asText();
        report(ada, last, "read");
        awaitStatuses("read", 1);
        String id = ada.history().get(ada.history().size() - 2).path("id").asText();
        report(ada, id, "read");
        awaitStatuses("read", 2);
        List<String> told = values().stream()
                .map(it -> it.at("/statuses/0"))
                .filter(it -> it.has("biz_opaque_callback_data"))
                .map(it -> it.path("status").asText()
                        + ' '
                        + it.path("id").asText()
                        + ' '
                        + it.path("biz_opaque_callback_data").asText())
                .toList();
        assertEquals(
                List.of("sent " + id + ' ' + data, "delivered " + id + ' ' + data, "read " + id + ' ' + data), told);
        CloudApi.refused(
                bot.post("{'messaging_product': 'whatsapp', 'to': '" + ada.waId() + "', 'text': {'body': 'Hi'},"
                        + " 'biz_opaque_callback_data': '" + "x".repeat(513) + "'}"),
                400,
                131009,
                "biz_opaque_callback_data");
    }

    @Test
    void aFailureIsToldWithItsErrorAndAStatusThatGoesBackIsNot() {
        Api shop = Api.register("en");
        Talker ada = shop.shopper().says("hello");
        subscribe(shop, app.url("/hook")).then().statusCode(200);
        shop.authorized()
                .body("{\"text\": {\"body\": \"from a person\"}}")
                .post("/chat/v1/conversations/" + ada.conversationId() + "/replies")
                .then()
                .statusCode(201);
        awaitStatuses("sent", 1);
        String id = statuses().get(0).substring("sent ".length());
        report(ada, id, "failed");
        report(ada, id, "delivered");
        awaitStatuses("failed", 1);
        JsonNode failed = values().stream()
                .map(it -> it.at("/statuses/0"))
                .filter(it -> it.path("status").asText().equals("failed"))
                .findFirst()
                .orElseThrow();
        assertEquals(131026, failed.at("/errors/0/code").asInt());
        ada.says("hello");
        await().atMost(PATIENCE).until(() -> values().stream().anyMatch(it -> it.has("messages")));
        assertEquals(List.of("sent " + id, "failed " + id), statuses().subList(0, 2));
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
    void twentyDeliveriesOfOneMessageAreOneWebhook() throws Exception {
        Api shop = Api.register("en");
        subscribe(shop, app.url("/hook")).then().statusCode(200);
        Talker ada = shop.shopper();
        String key = UUID.randomUUID().toString();
        ExecutorService threads = Executors.newFixedThreadPool(20);
        List<Future<?>> done = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            done.add(threads.submit(() -> await().atMost(PATIENCE)
                    .until(() -> ada.post(key, "{\"type\": \"text\", \"text\": {\"body\": \"once\"}}")
                                    .statusCode()
                            == 201)));
        }
        for (Future<?> each : done) {
            each.get();
        }
        threads.shutdown();
        ada.says("next");
        await().atMost(PATIENCE).until(() -> messages().stream()
                .anyMatch(it -> it.at("/text/body").asText().equals("next")));
        assertEquals(
                List.of("once", "next"),
                messages().stream().map(it -> it.at("/text/body").asText()).toList());
        // one look: more may come between two
        var told = statuses();
        assertEquals(told.size(), told.stream().distinct().count());
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
        app.answering(WebhooksIT::verified);
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

    private static Response subscribe(Api shop, String url) {
        return shop.authorized()
                .body(java.util.Map.of("url", url, "verify_token", "töken & more", "app_secret", SECRET))
                .put(WEBHOOK);
    }

    private static void report(Talker talker, String id, String status) {
        talker.authorized()
                .body("{\"status\": \"" + status + "\"}")
                .put(talker.path() + "/messages/" + id + "/status")
                .then()
                .statusCode(200);
    }

    private static Answer verified(Call call) {
        String challenge = call.target().replaceAll("^.*hub\\.challenge=([0-9]+).*$", "$1");
        return Answer.of(200, call.method().equals("GET") ? challenge : "");
    }

    private static String signature(byte[] body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    }

    private List<Call> posts() {
        return app.calls().stream().filter(it -> it.method().equals("POST")).toList();
    }

    private List<JsonNode> values() {
        return posts().stream().map(WebhooksIT::value).toList();
    }

    private static JsonNode value(Call call) {
        try {
            return JSON.readTree(call.body()).at("/entry/0/changes/0/value");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<JsonNode> messages() {
        return values().stream()
                .map(it -> it.at("/messages/0"))
                .filter(JsonNode::isObject)
                .toList();
    }

    private List<String> statuses() {
        return values().stream()
                .map(it -> it.at("/statuses/0"))
                .filter(JsonNode::isObject)
                .map(it -> it.path("status").asText() + " " + it.path("id").asText())
                .toList();
    }

    private void awaitStatuses(String status, int many) {
        await().atMost(PATIENCE)
                .until(() -> statuses().stream()
                                .filter(it -> it.startsWith(status + " "))
                                .count()
                        == many);
    }
}
