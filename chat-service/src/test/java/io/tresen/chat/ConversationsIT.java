package io.tresen.chat;

import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tresen.chat.assistant.Reply;
import io.tresen.chat.kafka.RestoredConversations;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Messages take their positions under the conversation's lock, so that a reader behind {@code after} skips none. */
@QuarkusTest
class ConversationsIT extends OnEngines {

    @Inject
    Database database;

    @Inject
    MessageLog log;

    @Inject
    Inbox inbox;

    @Inject
    RestoredConversations restored;

    @Inject
    Conversations conversations;

    @Test
    void aReaderSkipsNothingWhileManyWrite() throws ExecutionException, InterruptedException {
        Api shop = Api.register("en");
        Talker ada = shop.shopper().says("hello");
        ExecutorService writers = Executors.newFixedThreadPool(8);
        List<Future<?>> writing = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            writing.add(writers.submit(() -> ada.says("menu")));
        }
        List<Long> seen = new ArrayList<>();
        long position = 0;
        boolean done;
        do {
            done = writing.stream().allMatch(Future::isDone);
            long behind = position;
            List<StoredMessage> batch = database.read(
                            tx -> log.behind(tx, shop.businessId(), ada.conversationId(), behind, 10))
                    .messages();
            for (StoredMessage message : batch) {
                seen.add(message.position());
                position = message.position();
            }
            done &= batch.isEmpty();
        } while (!done);
        writers.shutdown();
        for (Future<?> future : writing) {
            future.get();
        }
        assertEquals(3 + 2 * 40, seen.size());
        for (int i = 0; i < seen.size(); i++) {
            assertEquals(i + 1L, seen.get(i));
        }
    }

    /** PostgreSQL keeps the lock of a table that was to be written until the transaction ends, rows or not. */
    @Test
    void whatIsSaidInTheWebChatAsksForNoLaneOfAChannel() {
        Api shop = Api.register("en");
        Talker ada = shop.shopper().says("hello");
        List<Long> lanes = new ArrayList<>();
        assertThrows(
                IllegalStateException.class,
                () -> database.run(tx -> {
                    lanes.add(lanesAfterSaying(tx, shop.businessId(), ada.conversationId()));
                    tx.update(
                            "update conversation set channel = 'whatsapp' where conversation_id = $1",
                            ada.conversationId());
                    lanes.add(lanesAfterSaying(tx, shop.businessId(), ada.conversationId()));
                    throw new IllegalStateException("nobody has a number for this conversation");
                }));
        assertEquals(List.of(0L, 1L), lanes);
    }

    private long lanesAfterSaying(Tx tx, UUID businessId, UUID conversationId) {
        Conversation conversation =
                conversations.lock(tx, businessId, conversationId).orElseThrow();
        Reply reply = new Reply(JsonNodeFactory.instance.objectNode().put("type", "text"), List.of(), null, null);
        conversation.say(reply, StoredMessage.Author.HUMAN, Instant.now(), null);
        conversations.save(tx, conversation, Instant.now());
        return tx.one("select count(*) as n from pg_locks where pid = pg_backend_pid()"
                        + " and relation = 'whatsapp_lane'::regclass and mode = 'RowExclusiveLock'")
                .orElseThrow()
                .getLong("n");
    }

    @Test
    void aRestoredConversationGivesNoMessagesIdOutAgainAndStillShowsItsLastMessage() {
        Api shop = Api.register("en");
        Talker ada = shop.shopper().says("hello");
        List<StoredMessage> kept = behind(shop, ada, 0);
        StoredMessage last = kept.get(kept.size() - 1);
        List<StoredMessage> lost = behind(shop, ada.says("menu"), last.position());
        assertFalse(lost.isEmpty());
        database.run(tx -> {
            // as the backup has it
            tx.update(
                    "delete from message where business_id = $1 and conversation_id = $2 and position > $3",
                    shop.businessId(),
                    ada.conversationId(),
                    last.position());
            tx.update(
                    "update conversation set last_position = $3 where business_id = $1 and conversation_id = $2",
                    shop.businessId(),
                    ada.conversationId(),
                    last.position());
        });
        database.run(restored::begin);
        Inbox.Detail shown = database.read(tx -> inbox.find(tx, shop.businessId(), ada.conversationId()))
                .orElseThrow();
        assertEquals(last.id(), shown.line().lastMessage().id());
        assertEquals(last.position(), shown.lastPosition());
        ada.says("menu");
        List<String> ids = behind(shop, ada, last.position()).stream()
                .map(StoredMessage::id)
                .toList();
        assertEquals(lost.size(), ids.size());
        assertTrue(lost.stream().map(StoredMessage::id).noneMatch(ids::contains));
    }

    private List<StoredMessage> behind(Api shop, Talker talker, long position) {
        return database.read(tx -> log.behind(tx, shop.businessId(), talker.conversationId(), position, 10))
                .messages();
    }

    @Test
    void anotherTenantFindsNothing() {
        Api shop = Api.register("en");
        Api other = Api.register("en");
        Talker ada = shop.shopper().says("hello");
        String id = ada.history().get(0).path("id").asText();
        assertTrue(database.read(tx -> log.find(tx, shop.businessId(), ada.conversationId(), id))
                .isPresent());
        assertFalse(database.read(tx -> log.find(tx, other.businessId(), ada.conversationId(), id))
                .isPresent());
        assertEquals(
                0,
                database.read(tx -> log.behind(tx, other.businessId(), ada.conversationId(), 0, 10))
                        .messages()
                        .size());
    }

    @Test
    void aReaderNeverHoldsMoreThanABatchOfLargeMessages() {
        Talker ada = Api.register("en").shopper();
        String filler = "x".repeat(100 * 1024);
        for (int i = 0; i < 12; i++) {
            ada.post("{\"type\": \"text\", \"text\": {\"body\": \"menu\"}, \"filler\": \"" + filler + "\"}")
                    .then()
                    .statusCode(201);
        }
        List<String> seen = new ArrayList<>();
        String after = null;
        do {
            Response page =
                    ada.authorized().get(ada.path() + "/messages?limit=100" + (after == null ? "" : "&after=" + after));
            page.then().statusCode(200);
            assertTrue(page.asByteArray().length < 700 * 1024, "a page of " + page.asByteArray().length + " bytes");
            seen.addAll(page.<List<String>>path("data.id"));
            after = page.path("paging.next");
        } while (after != null);
        assertEquals(1 + 2 * 12, seen.size());
        assertEquals(seen.size(), new HashSet<>(seen).size());
    }

    @Test
    void aMessageLargerThanAnyThatIsAllowedIsRefused() {
        Talker ada = Api.register("en").shopper();
        ada.post("{\"type\": \"text\", \"text\": {\"body\": \"menu\"}, \"filler\": \"" + "x".repeat(200_000) + "\"}")
                .then()
                .statusCode(413);
    }

    @Test
    void aShopperHasAHundredConversationsAndCanStillSayStopInEach() {
        Api shop = Api.register("en");
        Talker ada = shop.shopper();
        for (int i = 1; i < Opening.MOST_CONVERSATIONS; i++) {
            opening(shop, ada)
                    .then()
                    .statusCode(201)
                    .body("shopper_id", equalTo(ada.shopperId().toString()));
        }
        opening(shop, ada).then().statusCode(409).body("type", endsWith("/too-many-conversations"));
        ada.says("STOP");
        assertTrue(ada.last().toString().contains("START"), ada.text());
    }

    private static Response opening(Api shop, Talker talker) {
        return talker.authorized().body("{}").post("/chat/v1/shops/" + shop.handle() + "/conversations");
    }
}
