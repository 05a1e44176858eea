package io.tresen.messaging.once;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tresen.engines.EnginesResource;
import io.tresen.engines.TestTokens;
import io.tresen.messaging.Ids;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.rest.IdempotencyPurge;
import io.tresen.messaging.rest.Problems;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** DESIGN 8, Idempotency-Key, over HTTP on a real database. */
@QuarkusTest
@QuarkusTestResource(value = EnginesResource.class, initArgs = @ResourceArg(name = "service", value = "order"))
class IdempotencyKeysIT {

    private static final UUID BUSINESS = UUID.randomUUID();

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TestHTTPResource
    URI origin;

    @Inject
    Database database;

    @Inject
    IdempotencyPurge purge;

    private final String key = Ids.v7().toString();
    private final String title = "effect of " + key;
    private final String body = "{\"title\":\"" + title + "\"}";

    /** @param token null for an anonymous call, @param key null for none */
    private HttpResponse<String> post(String path, String token, String key, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(origin.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .join();
    }

    private HttpResponse<String> post(String path) {
        return post(path, null, key, body);
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse(null);
    }

    private static void first(HttpResponse<String> answer) {
        assertEquals(201, answer.statusCode(), answer.body());
        assertNull(header(answer, "Idempotency-Replayed"));
    }

    private static void replayed(HttpResponse<String> first, HttpResponse<String> repeat) {
        assertEquals(201, repeat.statusCode(), repeat.body());
        assertEquals("true", header(repeat, "Idempotency-Replayed"));
        for (String name : new String[] {"Location", "ETag", "Content-Type"}) {
            assertNotNull(header(first, name));
            assertEquals(header(first, name), header(repeat, name));
        }
        assertEquals(first.body(), repeat.body());
    }

    private static void refused(HttpResponse<String> answer, int status, String code) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains(Problems.TYPE_BASE + code), answer.body());
    }

    private long effects() {
        return database.read(tx -> tx.one("select count(*) as n from once_effect where title = $1", title))
                .orElseThrow()
                .getLong("n");
    }

    @Test
    void aRepeatHasTheFirstAnswerAndNoSecondEffect() {
        HttpResponse<String> first = post("/once/required");
        first(first);
        replayed(first, post("/once/required"));
        assertEquals(1, effects());
    }

    @Test
    void theSameKeyWithAnotherBodyIs422() {
        first(post("/once/required"));
        refused(post("/once/required", null, key, body + " "), 422, "idempotency-key-reused");
        assertEquals(1, effects());
    }

    @Test
    void twentyAtOnceHaveOneEffectAndTheOthersAreToldToComeBackOrTheFirstAnswer() throws Exception {
        ExecutorService senders = Executors.newFixedThreadPool(20);
        List<Future<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(senders.submit(() -> post("/once/required")));
        }
        int fresh = 0;
        for (Future<HttpResponse<String>> each : answers) {
            HttpResponse<String> answer = each.get(30, TimeUnit.SECONDS);
            assertTrue(answer.statusCode() == 201 || answer.statusCode() == 409, answer.body());
            fresh += answer.statusCode() == 201 && header(answer, "Idempotency-Replayed") == null ? 1 : 0;
        }
        senders.shutdown();
        assertEquals(1, fresh);
        assertEquals(1, effects());
    }

    @Test
    void whileTheFirstIsRunningARepeatIs409WithATimeToComeBack() {
        CompletableFuture<HttpResponse<String>> running = database.inTransaction(tx -> {
            tx.query("select pg_advisory_xact_lock(4711)");
            CompletableFuture<HttpResponse<String>> first = CompletableFuture.supplyAsync(() -> post("/once/slow"));
            await().until(() -> tx.one(
                            "select 1 from pg_locks where locktype = 'advisory' and objid = 4711 and not granted")
                    .isPresent());
            HttpResponse<String> repeat = post("/once/slow");
            refused(repeat, 409, "request-in-progress");
            assertEquals("1", header(repeat, "Retry-After"));
            return first;
        });
        first(running.join());
        replayed(running.join(), post("/once/slow"));
        assertEquals(1, effects());
    }

    @Test
    void aRefusalLeavesNoEffectAndIsDecidedAnew() {
        refused(post("/once/refused"), 409, "switched-off");
        assertEquals(0, effects());
        database.run(tx -> tx.update("insert into once_switch values (1)"));
        HttpResponse<String> first = post("/once/refused");
        database.run(tx -> tx.update("delete from once_switch"));
        first(first);
        replayed(first, post("/once/refused"));
        assertEquals(1, effects());
    }

    @Test
    void aKeyIsItsCallersOwnAndItsPathsOwn() {
        HttpResponse<String> first = post("/once/optional", business(BUSINESS), key, body);
        first(first);
        replayed(first, post("/once/optional", business(BUSINESS), key, body));
        first(post("/once/optional", business(UUID.randomUUID()), key, body));
        first(post("/once/optional", shopper(), key, body));
        first(post("/once/optional", shopper(), key, body));
        first(post("/once/required"));
        assertEquals(5, effects());
    }

    private static String business(UUID id) {
        return TestTokens.business(id).mint();
    }

    private static String shopper() {
        return TestTokens.shopper(BUSINESS, UUID.randomUUID(), UUID.randomUUID())
                .mint();
    }

    @Test
    void whereAKeyIsOptionalTwoCallsWithoutOneAreTwo() {
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> answer = post("/once/optional", business(BUSINESS), null, body);
            first(answer);
            assertNotNull(header(answer, "Location"));
        }
        assertEquals(2, effects());
    }

    @Test
    void aKeyOfOneCharacterIsGoodEnoughForACallerWhoShowsAToken() {
        first(post("/once/optional", business(UUID.randomUUID()), "k", body));
    }

    @Test
    void neitherAKeyNorASecretAnswerCanBeReadInTheTable() {
        HttpResponse<String> first = post("/once/secret");
        first(first);
        Row row = database.read(
                        tx -> tx.one("select * from idempotency where location = $1", header(first, "Location")))
                .orElseThrow();
        assertEquals(32, row.getBuffer("key_hash").length());
        String kept = new String(row.getBuffer("body").getBytes(), StandardCharsets.ISO_8859_1);
        assertFalse(kept.contains("effect of"));
        replayed(first, post("/once/secret"));
    }

    @Test
    void anAnswerThatAnEarlierVersionKeptWithABodysPlainHashIsGivenAgain() {
        HttpResponse<String> first = post("/once/required");
        int old = database.inTransaction(tx -> tx.update(
                "update idempotency set body_hash = sha256(convert_to($2::text, 'UTF8')) where location = $1",
                header(first, "Location"),
                body));
        assertEquals(1, old);
        replayed(first, post("/once/required"));
        refused(post("/once/required", null, key, body + " "), 422, "idempotency-key-reused");
        assertEquals(1, effects());
    }

    @Test
    void anAnswerIsKeptFor24HoursAtLeastAndNotForEver() {
        HttpResponse<String> first = post("/once/required");
        age(header(first, "Location"), "24 hours");
        purge.purge();
        replayed(first, post("/once/required"));
        age(header(first, "Location"), "25 hours 1 minute");
        assertTrue(purge.purge() >= 1);
        first(post("/once/required"));
        assertEquals(2, effects());
    }

    private void age(String location, String by) {
        database.run(tx -> tx.update(
                "update idempotency set created_at = now() - interval '" + by + "' where location = $1", location));
    }
}
