package io.tresen.chat.rest;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.websockets.next.WebSocketConnection;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.smallrye.mutiny.Uni;
import io.tresen.chat.DeliveredMarks;
import io.tresen.chat.HeldTurns;
import io.tresen.chat.MessageLog;
import io.tresen.chat.ReadMarks;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.Token;
import io.tresen.messaging.rest.Tokens;
import io.tresen.messaging.time.BusinessClock;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A stream that is woken once and by nobody else, while requests hold all connections that streams may have too. */
@QuarkusTest
class StreamSessionIT {

    @Inject
    Tokens tokens;

    @Inject
    MessageLog log;

    @Inject
    ReadMarks marks;

    @Inject
    DeliveredMarks delivered;

    @Inject
    BusinessClock clock;

    @Inject
    Database database;

    @Inject
    ObjectMapper mapper;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Future<?>> reads = new CopyOnWriteArrayList<>();
    private final List<String> frames = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void aReadThatIsRefusedIsRepeatedSoonAndBringsTheMessage() throws InterruptedException {
        StreamSession session = session(tokens.verify(sayingHello()));
        try (HeldTurns held = HeldTurns.of(database)) {
            session.wake(0);
            awaitFirstRead();
            assertEquals(List.of(), frames);
        }
        await().atMost(Duration.ofSeconds(2)).until(() -> !frames.isEmpty());
        assertTrue(frames.get(0).contains("hello"), frames.get(0));
    }

    @Test
    void whoHasGoneIsNotReadForAgain() throws InterruptedException {
        StreamSession session = session(tokens.verify(sayingHello()));
        try (HeldTurns held = HeldTurns.of(database)) {
            session.wake(0);
            closed = true;
            awaitFirstRead();
        }
        await().during(Duration.ofMillis(1500)).atMost(Duration.ofSeconds(3)).until(() -> reads.size() == 1);
    }

    /** Its own message comes back by the topic. */
    @Test
    void whatWasReadThatFarIsNotReadAgainAndWhateverElseIsNewIs() {
        StreamSession session = session(tokens.verify(sayingHello()));
        session.wake(0);
        await().atMost(Duration.ofSeconds(10)).until(() -> frames.size() == 3 && reads.size() == 2 && allRead());
        session.wake(2);
        session.wake(3);
        assertEquals(2, reads.size(), "a read, and what follows the last frame");
        session.wake(0);
        await().atMost(Duration.ofSeconds(10)).until(() -> reads.size() == 3 && allRead());
        session.wake(4);
        await().atMost(Duration.ofSeconds(10)).until(() -> reads.size() == 4 && allRead());
        assertEquals(3, frames.size());
    }

    private boolean allRead() {
        return reads.stream().allMatch(Future::isDone);
    }

    private void awaitFirstRead() {
        await().atMost(Duration.ofSeconds(8))
                .until(() -> !reads.isEmpty() && reads.get(0).isDone());
    }

    private StreamSession session(Token token) {
        return new StreamSession(
                peer(),
                token,
                token.conversationId(),
                0,
                log,
                marks,
                delivered,
                clock,
                database.forClients(),
                mapper,
                task -> reads.add(threads.submit(task)),
                Duration.ofSeconds(10),
                () -> {});
    }

    /** Takes every frame. */
    private WebSocketConnection peer() {
        return (WebSocketConnection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {WebSocketConnection.class}, (peer, method, args) -> {
                    if (method.getName().equals("isClosed")) {
                        return closed;
                    }
                    frames.add((String) args[0]);
                    return Uni.createFrom().voidItem();
                });
    }

    /** Token of a shopper who has said so, in a new conversation of a new business. */
    private static String sayingHello() {
        String handle = "shop-" + UUID.randomUUID().toString().substring(0, 12);
        post(
                "/chat/v1/businesses",
                """
                {"name": "Teeladen", "handle": "%s", "country": "DE", "currency": "EUR", "language": "en",
                 "accepted_terms": true}"""
                        .formatted(handle),
                null);
        JsonPath opened = post("/chat/v1/shops/" + handle + "/conversations", "{\"display_name\": \"Ada\"}", null);
        String token = opened.getString("token");
        post(
                "/chat/v1/conversations/" + opened.getString("conversation_id") + "/messages",
                "{\"type\": \"text\", \"text\": {\"body\": \"hello\"}}",
                token);
        return token;
    }

    private static JsonPath post(String path, String json, String token) {
        return given().contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .headers(token == null ? Map.of() : Map.of("Authorization", "Bearer " + token))
                .body(json)
                .post(path)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }
}
