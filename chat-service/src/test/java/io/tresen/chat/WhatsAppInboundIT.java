package io.tresen.chat;

import static io.restassured.RestAssured.given;
import static io.tresen.chat.ConnectedShop.contact;
import static io.tresen.chat.ConnectedShop.deliver;
import static io.tresen.chat.ConnectedShop.json;
import static io.tresen.chat.ConnectedShop.message;
import static io.tresen.chat.ConnectedShop.tap;
import static io.tresen.chat.ConnectedShop.text;
import static io.tresen.chat.ConnectedShop.whole;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tresen.messaging.webhook.WebhookSignature;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What Meta delivers, as a business sees it (ADR 11). */
@QuarkusTest
class WhatsAppInboundIT extends OnWhatsApp {

    @Inject
    Neighbours neighbours;

    @Test
    void aNumberIsConnectedOnceMetaKnowsItAndItsSecretsAreNeverShown() {
        ConnectedShop shop = ConnectedShop.registered("DE", "EUR", "secret-1234");
        shop.authorized().get(ConnectedShop.NUMBER).then().statusCode(404);
        shop.connect("").then().statusCode(422).body("type", endsWith("/number-not-verified"));
        meta.with(new GraphServer.Number(shop.phoneNumberId(), shop.accessToken(), null, false));
        shop.connect("")
                .then()
                .statusCode(200)
                .body("webhook_url", endsWith(ConnectedShop.WEBHOOK))
                .body("display_phone_number", equalTo("+49 160 " + shop.phoneNumberId()));
        String shown = shop.authorized()
                .get(ConnectedShop.NUMBER)
                .then()
                .statusCode(200)
                .body("waba_id", equalTo("77"))
                .extract()
                .asString();
        assertFalse(shown.contains("secret-1234") || shown.contains(shop.accessToken()) || shown.contains("v-"), shown);
        ConnectedShop other = new ConnectedShop(
                UUID.randomUUID(),
                "",
                ConnectedShop.registered("DE", "EUR", "x").token(),
                shop.phoneNumberId(),
                "x");
        other.connect("").then().statusCode(409).body("type", endsWith("/number-taken"));
        shop.authorized().delete(ConnectedShop.NUMBER).then().statusCode(204);
        shop.authorized().delete(ConnectedShop.NUMBER).then().statusCode(404);
        other.connect("").then().statusCode(200);
    }

    @Test
    void whatABusinessGetsWrongIsNamed() {
        ConnectedShop shop = ConnectedShop.registered("DE", "EUR", "s");
        shop.authorized()
                .body("{}")
                .put(ConnectedShop.NUMBER)
                .then()
                .statusCode(422)
                .body(
                        "errors.pointer",
                        equalTo(List.of(
                                "/phone_number_id", "/waba_id", "/access_token", "/app_secret", "/verify_token")));
        shop.authorized()
                .body(json("{'phone_number_id': '../me', 'waba_id': '', 'access_token': 'a b', 'app_secret': 's',"
                        + " 'verify_token': 'v', 'catalog_id': 'x'}"))
                .put(ConnectedShop.NUMBER)
                .then()
                .statusCode(422)
                .body(
                        "errors.pointer",
                        equalTo(List.of("/phone_number_id", "/waba_id", "/access_token", "/catalog_id")));
        meta.close();
        shop.connect("").then().statusCode(503).header("Retry-After", equalTo("5"));
    }

    @Test
    void metasHandshakeIsAnsweredToWhoKnowsTheToken() {
        ConnectedShop shop = ConnectedShop.in("DE", "EUR", meta);
        handshake("subscribe", "v-" + shop.phoneNumberId(), "1158201444")
                .then()
                .statusCode(200)
                .contentType("text/plain")
                .body(equalTo("1158201444"));
        handshake("subscribe", "another", "1").then().statusCode(403);
        handshake("unsubscribe", "v-" + shop.phoneNumberId(), "1").then().statusCode(403);
        handshake("subscribe", "v-" + shop.phoneNumberId(), "<script>").then().statusCode(403);
        given().get(ConnectedShop.WEBHOOK).then().statusCode(403);
    }

    private static Response handshake(String mode, String token, String challenge) {
        return given().queryParam("hub.mode", mode)
                .queryParam("hub.verify_token", token)
                .queryParam("hub.challenge", challenge)
                .get(ConnectedShop.WEBHOOK);
    }

    @Test
    void aFirstMessageOpensAConversationAndIsAnsweredAtWhatsApp() {
        ConnectedShop shop = ConnectedShop.in("DE", "EUR", meta);
        String ada = phone();
        shop.hears(ada, text("Hello"));
        JsonNode conversation = shop.conversations().get(0);
        assertEquals("Ada", conversation.path("display_name").asText());
        await().atMost(PATIENCE).until(() -> meta.to(ada).size() == 2);
        JsonNode disclosure = meta.to(ada).get(0).body();
        JsonNode menu = meta.to(ada).get(1).body();
        assertTrue(disclosure.at("/text/body").asText().contains("automatic assistant"));
        assertEquals("list", menu.at("/interactive/type").asText());
        List<JsonNode> messages = shop.messages(shop.onlyConversation());
        assertEquals(
                messages.get(2).path("id").asText(),
                menu.path("biz_opaque_callback_data").asText());
        shop.hears(ada, text("Hello again"));
        assertEquals(1, shop.conversations().size());
    }

    @Test
    void twentyDeliveriesOfAMessageAreOneMessageAndOneAnswer() throws Exception {
        ConnectedShop shop = ConnectedShop.in("DE", "EUR", meta);
        String ada = phone();
        String body = whole(shop.entry(
                contact(ada, "Ada") + ", 'messages': [" + message(ada, "wamid.ONCE" + ada, text("Hello")) + "]"));
        ExecutorService callers = Executors.newFixedThreadPool(20);
        List<Future<Response>> answers = IntStream.range(0, 20)
                .mapToObj(i -> callers.submit(() -> shop.deliver(body)))
                .toList();
        for (Future<Response> answer : answers) {
            answer.get().then().statusCode(200);
        }
        callers.shutdown();
        List<JsonNode> messages = shop.messages(shop.onlyConversation());
        assertEquals(3, messages.size(), messages.toString());
        await().atMost(PATIENCE).until(() -> meta.to(ada).size() == 2);
        shop.deliver(body).then().statusCode(200);
        assertEquals(3, shop.messages(shop.onlyConversation()).size());
    }

    @Test
    void metaIsHeardWhileRequestsHoldAllConnectionsThatTheyMayHave() throws InterruptedException {
        ConnectedShop shop = ConnectedShop.in("DE", "EUR", meta);
        try (HeldTurns held = HeldTurns.of(database)) {
            shop.hears(phone(), text("Hello"));
        }
        assertEquals(1, shop.conversations().size());
    }

    @Test
    void whatIsNotSignedByTheNumbersAppChangesNothing() {
        ConnectedShop shop = ConnectedShop.in("DE", "EUR", meta);
        String ada = phone();
        String body = whole(shop.entry(
                contact(ada, "Ada") + ", 'messages': [" + message(ada, "wamid.F" + ada, text("Hello")) + "]"));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String right = WebhookSignature.of(shop.appSecret(), bytes);
        deliver(body, null).then().statusCode(403);
        deliver(body, "").then().statusCode(403);
        deliver(body, "sha256=00").then().statusCode(403);
        deliver(body, WebhookSignature.of("another secret", bytes)).then().statusCode(403);
        deliver(body.replace("Hello", "hello"), right).then().statusCode(403);
        deliver(body + " ", right).then().statusCode(403);
        assertEquals(List.of(), shop.conversations());
        deliver(body, right).then().statusCode(200);
        assertEquals(1, shop.conversations().size());
    }

    @Test
    void ofABatchForTwoBusinessesOnlyWhatIsSignedForEachIsTaken() {
        ConnectedShop mine = ConnectedShop.in("DE", "EUR", meta);
        ConnectedShop foreign = ConnectedShop.in("DE", "EUR", meta);
        String ada = phone();
        String body = whole(
                foreign.entry(contact(ada, "Ada") + ", 'messages': [" + message(ada, "wamid.A" + ada, text("a")) + "]"),
                mine.entry(contact(ada, "Ada") + ", 'messages': [" + message(ada, "wamid.B" + ada, text("b")) + ", "
                        + message(ada, "wamid.C" + ada, text("c")) + "]"));
        mine.deliver(body).then().statusCode(403); // so that Meta repeats what was not verified
        assertEquals(List.of(), foreign.conversations());
        assertEquals(
                2,
                mine.messages(mine.onlyConversation()).stream()
                        .filter(it -> it.path("direction").asText().equals("inbound"))
                        .count());

        ConnectedShop sameApp = ConnectedShop.registered("DE", "EUR", mine.appSecret());
        meta.with(new GraphServer.Number(sameApp.phoneNumberId(), sameApp.accessToken(), null, false));
        sameApp.connect("").then().statusCode(200);
        String both = whole(
                sameApp.entry(contact(ada, "Ada") + ", 'messages': [" + message(ada, "wamid.D" + ada, text("d")) + "]"),
                mine.entry(contact(ada, "Ada") + ", 'messages': [" + message(ada, "wamid.D" + ada, text("d")) + "]"));
        mine.deliver(both).then().statusCode(200);
        assertEquals(1, sameApp.conversations().size());
        assertNotEquals(sameApp.onlyConversation(), mine.onlyConversation());
    }

    @Test
    void whatIsNotKnownIsKeptOrPassedOverAndNeverAnError() {
        ConnectedShop shop = ConnectedShop.in("DE", "EUR", meta);
        String ada = phone();
        shop.hears(ada, "'type': 'image', 'image': {'id': '1', 'mime_type': 'image/jpeg', 'sha256': 'x'}");
        UUID conversation = shop.onlyConversation();
        JsonNode answer = shop.messages(conversation).get(2);
        assertTrue(answer.at("/message/interactive/body/text").asText().contains("A person can look"));
        int before = shop.messages(conversation).size();
        shop.hears(ada, "'type': 'reaction', 'reaction': {'message_id': 'wamid.unknown', 'emoji': '👍'}");
        shop.hears(
                ada, "'type': 'unsupported', 'errors': [{'code': 131051, 'title': 'Message type is not supported'}]");
        shop.hears(ada, "'type': 'system', 'system': {'body': 'x', 'type': 'user_changed_number'}");
        assertEquals(before + 3, shop.messages(conversation).size(), "kept, and not answered");
        for (String payload : List.of(
                "'type': 'hologram', 'hologram': {'depth': 3}",
                "'type': 'location', 'location': {'latitude': 50.9, 'longitude': 6.9}",
                "'type': 'text'",
                "'type': 'interactive', 'interactive': {'type': 'call_permission_reply'}",
                "'type': 'interactive', 'interactive': {'type': 'nfm_reply', 'nfm_reply': {'response_json': '{'}}",
                "'type': 'order', 'order': {'product_items': [{'product_retailer_id': 'x', 'quantity': 0}]}",
                "'type': 'interactive', 'interactive': {'type': 'nfm_reply', 'nfm_reply': {'response_json':"
                        + " '{\\'values\\': {\\'name\\': \\'a\\\\u0000b\\'}}'}}",
                "'type': 'text', 'text': {'body': 'a\\u0000b \\ud800 c'}",
                "'kind': 'none at all'")) {
            shop.hears(ada, payload);
        }
        assertEquals(
                13,
                shop.messages(conversation).stream()
                        .filter(it -> it.path("direction").asText().equals("inbound"))
                        .count());
        for (String value : List.of(
                "'statuses': [{'id': 'wamid.x', 'status': 'teleported'}, {'status': 'read'}, 7]",
                "'messages': [{'type': 'text'}, 'x', null]",
                "'messages': 'x', 'contacts': 7",
                "'calls': [{}]")) {
            shop.deliver(whole(shop.entry(value))).then().statusCode(200);
        }
        shop.deliver(whole("{'changes': [{'field': 'account_update', 'value': {}}]}", "7"))
                .then()
                .statusCode(200);
        shop.deliver(whole("{'changes': [{'field': 'messages', 'value': {'metadata': {'phone_number_id': '1'}}}]}"))
                .then()
                .statusCode(200);
        for (String broken : List.of("", "[]", "{", "null", "{\"entry\": }")) {
            shop.deliver(broken).then().statusCode(400);
        }
    }

    @Test
    void aShopperWithoutANumberIsKnownByTheirUserId() {
        ConnectedShop shop = ConnectedShop.in("DE", "EUR", meta);
        String user = "DE." + ConnectedShop.digits();
        String ada = phone();
        String profile = "'contacts': [{'profile': {'name': 'Ada', 'username': 'ada'}, 'user_id': '" + user + "'}]";
        String hidden = "{'from_user_id': '" + user + "', 'id': 'wamid.U1" + user + "', " + text("Hello") + "}";
        shop.deliver(whole(shop.entry(profile + ", 'messages': [" + hidden + "]")))
                .then()
                .statusCode(200);
        await().atMost(PATIENCE).until(() -> meta.to(user).size() == 2);
        assertFalse(meta.to(user).get(0).body().has("to"));

        String shown = "{'from': '" + ada + "', 'from_user_id': '" + user + "', 'id': 'wamid.U2" + user + "', "
                + text("Hello") + "}";
        shop.deliver(whole(shop.entry(profile + ", 'messages': [" + shown + "]")))
                .then()
                .statusCode(200);
        UUID conversation = shop.onlyConversation();
        await().atMost(PATIENCE).until(() -> !meta.to(ada).isEmpty());

        String heir = "{'from': '" + ada + "', 'from_user_id': 'DE.another" + user.substring(3) + "', 'id': 'wamid.U3"
                + user + "', " + text("Hello") + "}";
        shop.deliver(whole(shop.entry("'messages': [" + heir + "]"))).then().statusCode(200);
        assertEquals(2, shop.conversations().size(), "who has the number now must not read what was written before");
        assertEquals(
                2,
                shop.messages(conversation).stream()
                        .filter(it -> it.path("direction").asText().equals("inbound"))
                        .count());
    }

    @Test
    void aTapIsTakenAsTheAnswerToWhatMetaShowed() {
        ConnectedShop shop = ConnectedShop.in("DE", "EUR", meta);
        String ada = phone();
        shop.hears(ada, text("Hello"));
        await().atMost(PATIENCE).until(() -> meta.to(ada).size() == 2);
        String menu = settled(meta.to(ada).get(1));
        UUID conversation = shop.onlyConversation();
        shop.hears(ada, tap("menu:help", menu));
        JsonNode tapped = shop.messages(conversation).get(3);
        assertEquals(
                shop.messages(conversation).get(2).path("id").asText(),
                tapped.at("/message/context/id").asText(),
                "Meta's id is ours here");
        assertTrue(last(shop, conversation).contains("green tea"), last(shop, conversation));
        shop.hears(ada, tap("menu:orders", "wamid.never-seen"));
        assertTrue(last(shop, conversation).contains("no orders"), "a deep link needs no context");
        shop.hears(ada, tap("consent:forged", menu));
        assertTrue(last(shop, conversation).contains("I can only read"), last(shop, conversation));
    }

    @Test
    void aShopperWhoChangesTheNumberKeepsTheConversationAndWroteNothing() {
        ConnectedShop shop = ConnectedShop.in("DE", "EUR", meta);
        String before = phone();
        String after = phone();
        String moved =
                "'type': 'system', 'system': {'body': 'x', 'wa_id': '" + after + "', 'type': 'user_changed_number'}";
        shop.deliver(whole(shop.entry("'messages': [" + message(phone(), "wamid.S0" + after, moved) + "]")))
                .then()
                .statusCode(200);
        assertEquals(List.of(), shop.conversations(), "nobody wrote");
        shop.hears(before, text("Hello"));
        UUID conversation = shop.onlyConversation();
        database.run(tx -> tx.update(
                "update conversation set last_inbound_at = now() - interval '25 hours' where conversation_id = $1",
                conversation));
        shop.deliver(whole(shop.entry("'messages': [" + message(before, "wamid.S1" + after, moved) + "]")))
                .then()
                .statusCode(200);
        shop.reply(conversation, "Hi").then().statusCode(409);
        String user = "DE." + ConnectedShop.digits();
        shop.deliver(whole(shop.entry("'messages': [{'from': '" + after + "', 'from_user_id': '" + user
                        + "', 'id': 'wamid.S2" + after + "', " + text("Hello") + "}]")))
                .then()
                .statusCode(200);
        assertEquals(conversation, shop.onlyConversation());
        await().atMost(PATIENCE).until(() -> !meta.to(after).isEmpty());
        shop.hears(before, text("I have this number now"));
        assertEquals(2, shop.conversations().size());
    }

    @Test
    void whoWroteFromTheNewNumberBeforeMetaTellsOfTheChangeIsStillTold() {
        ConnectedShop shop = ConnectedShop.in("DE", "EUR", meta);
        String before = phone();
        String after = phone();
        shop.hears(before, text("Hello"));
        UUID old = shop.onlyConversation();
        shop.hears(after, text("Hello"));
        await().atMost(PATIENCE).until(() -> meta.to(after).size() == 2);
        JsonNode latest = shop.conversations().get(0);
        UUID conversation = UUID.fromString(latest.path("conversation_id").asText());
        assertNotEquals(old, conversation);
        String moved =
                "'type': 'system', 'system': {'body': 'x', 'wa_id': '" + after + "', 'type': 'user_changed_number'}";
        shop.deliver(whole(shop.entry("'messages': [" + message(before, "wamid.S3" + after, moved) + "]")))
                .then()
                .statusCode(200);
        Talker ada = new Talker(
                conversation, UUID.fromString(latest.path("shopper_id").asText()), after, "");
        UUID order = UUID.randomUUID();
        new OrderTold(neighbours, shop.businessId(), ada, order, "T" + after)
                .placed(450)
                .expired();
        await().atMost(PATIENCE).until(() -> meta.to(after).size() == 3);
        assertTrue(meta.to(after).get(2).body().toString().contains("T" + after));
        shop.hears(after, text("And now?"));
        assertEquals(2, shop.conversations().size(), "the new number leads where it led");
        shop.hears(before, text("I have this number now"));
        assertEquals(3, shop.conversations().size(), "the old one leads nowhere");
    }

    private static String last(ConnectedShop shop, UUID conversation) {
        List<JsonNode> all = shop.messages(conversation);
        return all.get(all.size() - 1).path("message").toString();
    }

    @Test
    void theDayInWhichTheShopMayAnswerCountsFromWhenTheShopperWrote() {
        ConnectedShop shop = ConnectedShop.in("DE", "EUR", meta);
        String ada = phone();
        Instant yesterday = Instant.now().minus(Duration.ofHours(25));
        shop.deliver(whole(shop.entry(contact(ada, "Ada") + ", 'messages': ["
                        + message(ada, "wamid.OLD" + ada, yesterday, text("Hello")) + "]")))
                .then()
                .statusCode(200);
        UUID conversation = shop.onlyConversation();
        shop.reply(conversation, "Hi").then().statusCode(409).body("type", endsWith("/outside-window"));
        assertEquals(1, shop.messages(conversation).size(), "nothing is said that Meta would not take");
        assertEquals("human", shop.conversations().get(0).path("status").asText(), "somebody has to see to it");
        shop.hears(ada, text("Still here"));
        shop.reply(conversation, "Hi").then().statusCode(201);
        await().atMost(PATIENCE).until(() -> meta.to(ada).size() == 1);
        assertEquals(List.of(), meta.refused());
    }
}
