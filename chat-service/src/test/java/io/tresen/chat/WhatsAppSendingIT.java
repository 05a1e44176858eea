package io.tresen.chat;

import static io.tresen.chat.ConnectedShop.message;
import static io.tresen.chat.ConnectedShop.text;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.quarkus.test.junit.QuarkusTest;
import io.tresen.chat.GraphServer.Taken;
import io.tresen.contracts.Topics;
import io.tresen.contracts.chat.v1.NoticeFailed;
import io.tresen.contracts.chat.v1.NoticeSent;
import io.tresen.contracts.notification.v1.NoticeRequested;
import io.tresen.engines.TestReceiver.Answer;
import io.tresen.messaging.Ids;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is said goes out to Meta: in order, once, whatever Meta does (ADR 11). */
@QuarkusTest
class WhatsAppSendingIT extends OnWhatsApp {

    @Inject
    Neighbours neighbours;

    private ConnectedShop shop;
    private String ada;
    private UUID conversation;

    /** A shopper who was greeted already. */
    private void greeted() {
        shop = ConnectedShop.in("DE", "EUR", meta);
        ada = phone();
        shop.hears(ada, text("Hello"));
        await().atMost(PATIENCE).until(() -> meta.to(ada).size() == 2);
        conversation = shop.onlyConversation();
    }

    private void says(String... texts) {
        for (String said : texts) {
            shop.reply(conversation, said).then().statusCode(201);
        }
    }

    private List<String> heard() {
        return meta.to(ada).stream()
                .skip(2)
                .map(it -> it.body().at("/text/body").asText())
                .collect(Collectors.toList());
    }

    private String statusOf(String said) {
        return shop.messages(conversation).stream()
                .filter(it -> it.at("/message/text/body").asText().equals(said))
                .map(it -> it.path("status").asText())
                .findFirst()
                .orElseThrow();
    }

    private String idOf(String said) {
        return shop.messages(conversation).stream()
                .filter(it -> it.at("/message/text/body").asText().equals(said))
                .map(it -> it.path("id").asText())
                .findFirst()
                .orElseThrow();
    }

    private static boolean says(JsonNode body, String said) {
        return body.at("/text/body").asText().equals(said);
    }

    @Test
    void aConversationKeepsItsOrderThroughEveryRefusalForNow() {
        greeted();
        Deque<Answer> troubles = new ArrayDeque<>(List.of(
                GraphServer.error(429, 130429, "Rate limit hit"),
                GraphServer.error(400, 131056, "pair rate limit hit"),
                GraphServer.error(500, 131000, "Something went wrong"),
                GraphServer.error(503, 2, "Service temporarily unavailable"),
                Answer.of(429, "slow down")));
        meta.troubled(body -> body.path("to").asText().equals(ada) ? troubles.poll() : null);
        says("one", "two", "three");
        await().atMost(Duration.ofMinutes(2)).until(() -> {
            longWaitsAreOver();
            return heard().size() == 3;
        });
        assertEquals(List.of("one", "two", "three"), heard());
        assertEquals(List.of("received", "sent", "sent", "sent", "sent", "sent"), shop.statuses(conversation));
        assertEquals(List.of(), List.copyOf(troubles));
    }

    /** The first two waits are heard out; each one more is four times as long as the last (SendWaitsTest). */
    private void longWaitsAreOver() {
        database.run(tx -> {
            int over = tx.update(
                    """
                    update whatsapp_lane l set due_at = now() where business_id = $1 and leased_by is null and exists (
                      select 1 from whatsapp_send s where s.business_id = l.business_id
                        and s.conversation_id = l.conversation_id and s.state = 'waiting' and s.attempts > 2)""",
                    shop.businessId());
            if (over > 0) {
                tx.update(
                        "update whatsapp_number set paused_until = '-infinity' where business_id = $1",
                        shop.businessId());
            }
        });
    }

    @Test
    void whatMetaRefusesAtOnceIsFailedWithItsReasonAndTheNextGoes() {
        greeted();
        meta.troubled(body -> says(body, "two") ? GraphServer.error(400, 131026, "Message undeliverable") : null);
        says("one", "two", "three");
        await().atMost(PATIENCE).until(() -> heard().size() == 2);
        assertEquals(List.of("one", "three"), heard());
        await().atMost(PATIENCE).until(() -> statusOf("two").equals("failed"));
        assertEquals("131026", errorsOf("two"));
        assertEquals("sent", statusOf("three"));
    }

    @Test
    void theBusinessSeesHowItsChannelIs() {
        shop = ConnectedShop.in("DE", "EUR", meta);
        shop.authorized()
                .get(ConnectedShop.NUMBER)
                .then()
                .statusCode(200)
                .body("last_refusal", nullValue())
                .body("paused_until", nullValue())
                .body("last_delivery_at", nullValue());
        meta.troubled(body -> GraphServer.error(401, 190, "Error validating access token"));
        ada = phone();
        ConnectedShop.deliver(
                        ConnectedShop.whole(
                                shop.entry("'messages': [" + message(ada, "wamid.X" + ada, text("x")) + "]")),
                        "sha256=00")
                .then()
                .statusCode(403);
        shop.authorized().get(ConnectedShop.NUMBER).then().body("last_delivery_at", nullValue());
        shop.hears(ada, text("Hello"));
        await().atMost(PATIENCE)
                .until(() -> shop.authorized().get(ConnectedShop.NUMBER).path("last_refusal.code") != null);
        await().atMost(PATIENCE)
                .until(() -> shop.authorized().get(ConnectedShop.NUMBER).path("paused_until") != null);
        shop.authorized()
                .get(ConnectedShop.NUMBER)
                .then()
                .body("last_refusal.code", equalTo(190))
                .body("last_refusal.at", notNullValue())
                .body("last_delivery_at", notNullValue());
        meta.troubled(body -> null);
        shop.connect("").then().statusCode(200).body("last_refusal", nullValue());
        shop.authorized().get(ConnectedShop.NUMBER).then().body("last_refusal", nullValue());
    }

    @Test
    void whoAskedForANoticeThatWhatsAppRefusedIsToldThatItDidNotArrive() {
        greeted();
        neighbours.product(shop.businessId(), "tee", "Green tea", 450);
        meta.troubled(body ->
                body.toString().contains("is back") ? GraphServer.error(400, 132001, "Template does not exist") : null);
        UUID notice = Ids.v7();
        UUID shopper =
                UUID.fromString(shop.conversations().get(0).path("shopper_id").asText());
        neighbours.publish(
                Topics.NOTIFICATION_NOTICE,
                conversation,
                shop.businessId(),
                NoticeRequested.newBuilder()
                        .setNoticeId(notice)
                        .setBusinessId(shop.businessId())
                        .setConversationId(conversation)
                        .setShopperId(shopper)
                        .setKind("back_in_stock")
                        .setProductId(Ids.v5(shop.businessId(), "tee"))
                        .setRetailerId("tee")
                        .setOccurredAt(Instant.now())
                        .build());
        await().atMost(PATIENCE)
                .until(() -> neighbours
                                .heard(Topics.CHAT_CONVERSATION, conversation, NoticeFailed.class)
                                .size()
                        == 1);
        NoticeFailed failed = neighbours
                .heard(Topics.CHAT_CONVERSATION, conversation, NoticeFailed.class)
                .get(0);
        NoticeSent sent = neighbours
                .heard(Topics.CHAT_CONVERSATION, conversation, NoticeSent.class)
                .get(0);
        assertEquals(notice, failed.getNoticeId());
        assertEquals(sent.getMessageId(), failed.getMessageId());
        assertEquals("132001", failed.getCode());
        shop.told("wamid.AGAIN" + ada, "failed", sent.getMessageId(), ", 'errors': [{'code': 132001}]")
                .then()
                .statusCode(200);
        assertEquals(
                1,
                neighbours
                        .heard(Topics.CHAT_CONVERSATION, conversation, NoticeFailed.class)
                        .size());
    }

    private String errorsOf(String said) {
        return shop.messages(conversation).stream()
                .filter(it -> it.at("/message/text/body").asText().equals(said))
                .map(it -> it.at("/errors/0/code").asText())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void statusesOnlyMoveForwardAndAFailedOneKeepsItsReason() {
        greeted();
        says("one", "two");
        await().atMost(PATIENCE).until(() -> heard().size() == 2);
        String one = settled(meta.to(ada).get(2));
        String two = settled(meta.to(ada).get(3));
        shop.told(one, "read", null, "").then().statusCode(200);
        shop.told(one, "delivered", null, "").then().statusCode(200);
        shop.told(one, "sent", null, "").then().statusCode(200);
        assertEquals("read", statusOf("one"));
        shop.told(
                        two,
                        "failed",
                        null,
                        ", 'errors': [{'code': 131049, 'title': 'This message was not delivered to maintain healthy"
                                + " ecosystem engagement.'}]")
                .then()
                .statusCode(200);
        assertEquals("failed", statusOf("two"));
        assertEquals("131049", errorsOf("two"));
        shop.told(two, "delivered", null, "").then().statusCode(200);
        assertEquals("failed", statusOf("two"));
    }

    @Test
    void aStatusThatComesBeforeTheIdIsAppliedWhenTheIdIsKnown() {
        greeted();
        String early = "wamid.EARLY" + ada;
        shop.told(early, "delivered", null, "").then().statusCode(200);
        meta.numbering(body -> says(body, "one") ? early : "wamid.OTHER" + UUID.randomUUID());
        says("one");
        await().atMost(PATIENCE).until(() -> statusOf("one").equals("delivered"));
    }

    @Test
    void noAnswerIsSettledByAStatusThatEchoesOurIdAndNothingIsSentTwice() {
        greeted();
        String silent = "wamid.SILENT" + ada;
        meta.troubled(body -> says(body, "one") ? meta.takenInSilence(body, silent) : null);
        says("one", "two");
        await().atMost(PATIENCE).until(() -> heard().size() == 1);
        shop.told(silent, "delivered", idOf("one"), "").then().statusCode(200);
        await().atMost(PATIENCE).until(() -> heard().size() == 2);
        assertEquals(List.of("one", "two"), heard());
        assertEquals("delivered", statusOf("one"));
        shop.told(silent, "read", null, "").then().statusCode(200);
        assertEquals("read", statusOf("one"));
    }

    @Test
    void noAnswerAndNoStatusIsRepeatedOnceAndThenGivenUp() {
        greeted();
        AtomicInteger tries = new AtomicInteger();
        meta.troubled(body -> {
            if (!says(body, "one")) {
                return null;
            }
            tries.incrementAndGet();
            return Answer.of(502, "<html>Bad gateway</html>");
        });
        says("one", "two");
        await().atMost(PATIENCE).until(() -> heard().equals(List.of("two")));
        assertEquals(2, tries.get());
        assertEquals("failed", statusOf("one"));
        assertEquals("131000", errorsOf("one"));
    }

    @Test
    void aRepeatThatIsRefusedMayBeADoubleAndIsHeardOut() {
        greeted();
        AtomicInteger tries = new AtomicInteger();
        meta.troubled(body -> {
            if (!says(body, "one")) {
                return null;
            }
            return tries.incrementAndGet() == 1
                    ? Answer.of(502, "")
                    : GraphServer.error(400, 131009, "reference_id was used before");
        });
        says("one");
        await().atMost(PATIENCE).until(() -> tries.get() == 2);
        shop.told("wamid.FIRST" + ada, "delivered", idOf("one"), "").then().statusCode(200);
        assertEquals("delivered", statusOf("one"));
    }

    @Test
    void whatBecameOfTheOtherAttemptDoesNotCount() {
        greeted();
        says("one");
        await().atMost(PATIENCE).until(() -> heard().size() == 1);
        String taken = meta.to(ada).get(2).metaId();
        await().atMost(PATIENCE).until(() -> stateOf("one").equals("sent"));
        shop.told("wamid.LOST" + ada, "failed", idOf("one"), ", 'errors': [{'code': 131026}]")
                .then()
                .statusCode(200);
        shop.told(taken, "delivered", null, "").then().statusCode(200);
        assertEquals("delivered", statusOf("one"));
    }

    private String stateOf(String said) {
        return database.read(tx -> tx.one(
                        "select state from whatsapp_send where business_id = $1 and message_id = $2",
                        shop.businessId(),
                        idOf(said)))
                .orElseThrow()
                .getString("state");
    }

    @Test
    void whatIsSaidToAShopperWithoutAnAddressHasFailed() {
        greeted();
        database.run(tx -> tx.update("delete from channel_contact where business_id = $1", shop.businessId()));
        says("one");
        await().atMost(PATIENCE).until(() -> statusOf("one").equals("failed"));
    }

    @Test
    void whatTheOldTokenWasRefusedForDoesNotHoldForANewOne() {
        greeted();
        AtomicInteger tries = new AtomicInteger();
        meta.troubled(body -> {
            if (!says(body, "one") || tries.incrementAndGet() > 1) {
                return null;
            }
            shop.connect("").then().statusCode(200); // while the call with the old one is under way
            return GraphServer.error(401, 190, "Error validating access token");
        });
        says("one");
        await().atMost(PATIENCE).until(() -> heard().size() == 1);
        assertEquals(2, tries.get());
        boolean paused = database.read(tx -> tx.one(
                        "select paused_until > '-infinity' as paused from whatsapp_number where business_id = $1",
                        shop.businessId()))
                .orElseThrow()
                .getBoolean("paused");
        assertEquals(false, paused);
    }

    @Test
    void anAttemptOfAWorkerThatDiedIsTakenForOneWithoutAnAnswer() {
        greeted();
        pause("infinity");
        says("one");
        long begun = System.nanoTime();
        database.run(tx -> {
            tx.update(
                    "update whatsapp_send set attempts = 1, begun_at = now() where business_id = $1 and message_id = $2",
                    shop.businessId(),
                    idOf("one"));
            tx.update(
                    "update whatsapp_lane set leased_by = $2, leased_until = now() - interval '1 second'"
                            + " where business_id = $1",
                    shop.businessId(),
                    UUID.randomUUID());
        });
        pause("-infinity");
        await().atMost(PATIENCE).until(() -> heard().size() == 1);
        assertTrue(meta.to(ada).get(2).at() - begun > Duration.ofSeconds(1).toNanos(), "it waited for a status first");
    }

    @Test
    void aLaneThatAnotherWorkerHasIsLeftAloneUntilItsLeaseIsOver() {
        greeted();
        pause("infinity");
        says("one", "two");
        long begun = System.nanoTime();
        database.run(tx -> tx.update(
                "update whatsapp_lane set leased_by = $2, leased_until = now() + interval '3 seconds'"
                        + " where business_id = $1",
                shop.businessId(),
                UUID.randomUUID()));
        pause("-infinity");
        await().atMost(PATIENCE).until(() -> heard().size() == 2);
        assertEquals(List.of("one", "two"), heard());
        assertTrue(meta.to(ada).get(2).at() - begun > Duration.ofSeconds(2).toNanos());
    }

    @Test
    void whatAWorkerThatLostItsLeaseHeardIsStillTrueWhereMetaTookTheMessage() {
        greeted();
        String another = "wamid.SLOW" + ada;
        meta.troubled(body -> {
            if (says(body, "one")) {
                database.run(tx -> tx.update(
                        "update whatsapp_lane set leased_by = $2, leased_until = now() + interval '1 second'"
                                + " where business_id = $1",
                        shop.businessId(),
                        UUID.randomUUID()));
            }
            return null;
        });
        meta.numbering(body -> says(body, "one") ? another : "wamid.OTHER" + UUID.randomUUID());
        says("one", "two");
        await().atMost(PATIENCE).until(() -> heard().size() == 2);
        assertEquals(List.of("one", "two"), heard());
        shop.told(another, "read", null, "").then().statusCode(200);
        assertEquals("read", statusOf("one"));
    }

    private void pause(String until) {
        database.run(tx -> tx.update(
                "update whatsapp_number set paused_until = $2::text::timestamptz where business_id = $1",
                shop.businessId(),
                until));
    }

    @Test
    void aRefusedTokenHoldsTheNumberUntilAnotherIsPut() {
        greeted();
        AtomicInteger tries = new AtomicInteger();
        meta.troubled(body -> {
            if (tries.incrementAndGet() > 1) {
                return null;
            }
            return GraphServer.error(401, 190, "Error validating access token");
        });
        says("one");
        await().atMost(PATIENCE).until(() -> tries.get() == 1);
        pause("infinity"); // as if it had been refused for hours
        says("two");
        shop.connect("").then().statusCode(200);
        await().atMost(PATIENCE).until(() -> heard().equals(List.of("one", "two")));
    }

    @Test
    void aNoticeThatWaitedUntilTheDayWasOverGoesAsItsTemplate() {
        greeted();
        pause("infinity"); // an access token that Meta refused holds the number as long
        OrderTold told = confirmedWhileTheDayLasts();
        database.run(tx -> tx.update(
                "update conversation set last_inbound_at = now() - interval '25 hours' where conversation_id = $1",
                conversation));
        shop.reply(conversation, "Hi").then().statusCode(409); // no person may write either
        pause("-infinity");
        isTheTemplateOfItsConfirmation(told);
        assertEquals("sent", confirmation().path("status").asText());
        assertEquals("interactive", confirmation().at("/message/type").asText(), "it reads as it was said");
        String metaId = settled(meta.to(ada).get(2));
        shop.hears(
                ada,
                "'context': {'id': '" + metaId + "'}, 'type': 'button', 'button': {'payload': 'order:" + told.orderNo
                        + "', 'text': 'See the status'}");
        await().atMost(PATIENCE).until(() -> meta.to(ada).size() == 4);
        assertTrue(meta.to(ada).get(3).body().toString().contains(told.orderNo));
    }

    @Test
    void aNoticeThatWaitedForAnotherNumberGoesAsItsTemplate() {
        greeted();
        pause("infinity");
        OrderTold told = confirmedWhileTheDayLasts();
        ConnectedShop moved = new ConnectedShop(
                shop.businessId(), shop.handle(), shop.token(), ConnectedShop.digits(), shop.appSecret());
        meta.with(new GraphServer.Number(moved.phoneNumberId(), moved.accessToken(), null, false));
        moved.connect("").then().statusCode(200);
        isTheTemplateOfItsConfirmation(told);
        assertEquals(moved.phoneNumberId(), meta.to(ada).get(2).phoneNumberId());
    }

    private OrderTold confirmedWhileTheDayLasts() {
        OrderTold told = order(shop).placed(450).confirmed(450);
        await().atMost(PATIENCE).until(() -> !confirmation().isMissingNode());
        assertEquals("interactive", confirmation().at("/message/type").asText());
        return told;
    }

    private JsonNode confirmation() {
        return shop.messages(conversation).stream()
                .filter(it -> it.at("/notice/kind").asText().equals("order_confirmation"))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    private void isTheTemplateOfItsConfirmation(OrderTold told) {
        await().atMost(PATIENCE).until(() -> meta.to(ada).size() == 3);
        JsonNode sent = meta.to(ada).get(2).body();
        assertEquals("template", sent.path("type").asText(), sent.toString());
        assertTrue(sent.at("/template/name").asText().startsWith("tresen_order_confirmation"), sent.toString());
        assertTrue(sent.toString().contains("order:" + told.orderNo), sent.toString());
        assertEquals(List.of(), meta.refused());
    }

    @Test
    void whatWaitsForANumberThatIsDisconnectedHasFailed() {
        greeted();
        pause("infinity");
        says("one", "two");
        shop.authorized().delete(ConnectedShop.NUMBER).then().statusCode(204);
        await().atMost(PATIENCE)
                .until(() -> statusOf("one").equals("failed") && statusOf("two").equals("failed"));
        assertEquals(List.of(), heard());
    }

    @Test
    void aPairThatWasToldTooMuchWaitsForItsTokenAndNobodyElseDoes() {
        greeted();
        database.run(tx -> tx.update(
                "update send_rate set tokens = 0.5, counted_at = now() where business_id = $1 and to_id = $2",
                shop.businessId(),
                Ids.v5(conversation, "channel")));
        long begun = System.nanoTime();
        says("one");
        String ben = phone();
        shop.hears(ben, text("Hello"));
        await().atMost(PATIENCE).until(() -> heard().size() == 1 && meta.to(ben).size() == 2);
        Taken one = meta.to(ada).get(2);
        assertTrue(one.at() - begun > Duration.ofSeconds(2).toNanos(), "half a token takes three seconds");
        assertTrue(meta.to(ben).get(1).at() < one.at());
    }
}
