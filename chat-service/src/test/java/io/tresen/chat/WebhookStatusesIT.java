package io.tresen.chat;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What a business's app is told of what became of its messages. */
@QuarkusTest
class WebhookStatusesIT extends WebhooksUnderTest {

    @Inject
    Database database;

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
        List<String> told = values().stream().map(WebhookStatusesIT::delivery).toList();
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

    private static void report(Talker talker, String id, String status) {
        talker.authorized()
                .body("{\"status\": \"" + status + "\"}")
                .put(talker.path() + "/messages/" + id + "/status")
                .then()
                .statusCode(200);
    }
}
