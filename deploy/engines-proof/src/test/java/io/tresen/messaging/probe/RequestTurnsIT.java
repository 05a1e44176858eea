package io.tresen.messaging.probe;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tresen.engines.Engine;
import io.tresen.engines.Engines;
import io.tresen.engines.EnginesResource;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.NoTurn;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is left of the pool's 20 connections while requests would take them all. */
@QuarkusTest
@QuarkusTestResource(value = EnginesResource.class, initArgs = @ResourceArg(name = "service", value = "order"))
class RequestTurnsIT {

    /** {@code tresen.db.request-connections}. */
    private static final int TURNS = 14;

    /** {@code tresen.db.request-waiting}. */
    private static final int WAITING = 200;

    /** {@code tresen.db.news-connections}. */
    private static final int NEWS = 3;

    /** {@code quarkus.datasource.reactive.max-size}. */
    private static final int POOL = 20;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TestHTTPResource
    URI root;

    @Inject
    Database database;

    private final Engine postgres = Engines.ofThisJvm().postgres();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final UUID order = UUID.randomUUID();
    private Asked asked;

    @BeforeEach
    void look() {
        asked = new Asked(database);
    }

    @AfterEach
    void repair() {
        TurnsResource.AGAIN.drainPermits();
        threads.shutdownNow();
        postgres.resume();
    }

    @Test
    void anEventIsHandledAtOnceWhileRequestsHoldAllThatTheyMayHaveAndManyMoreWait() {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        try (Gate gate = new Gate(TurnsResource.GATE)) {
            answers.addAll(get("/turns/script", 220));
            answers.addAll(get("/turns/streamed", 40));
            answers.addAll(get("/turns/reactive", 10));
            awaitHolding(TURNS);
            Published.reserved(order, 1);
            await().atMost(Duration.ofSeconds(3))
                    .until(() -> asked.effects(order).equals(List.of(1L)));
            assertEquals(TURNS, holding());
        }
        // those that came when 200 waited, and on a busy machine some that waited for 5 s, are told to come back
        assertTrue(Set.of(200, 503).containsAll(statuses(answers)), () -> statuses(answers)
                .toString());
        assertNoTurnIsLost();
    }

    @Test
    void whoGetsNoTurnIsToldToComeBackWhileTheServiceStaysReadyAndEventsThatComeByHttpAreTaken() {
        awaitReady();
        List<CompletableFuture<HttpResponse<String>>> held;
        double before = refused();
        double told = crowds();
        try (Gate gate = new Gate(TurnsResource.GATE)) {
            held = get("/turns/script", TURNS);
            awaitHolding(TURNS);
            held.addAll(get("/turns/patient", 1));
            List<CompletableFuture<HttpResponse<String>>> more = get("/turns/script", 2);
            more.addAll(get("/turns/reactive", 1));
            assertTrue(isDatabaseReady());
            assertEquals(List.of(200), statuses(get("/turns/event", 1)));
            for (CompletableFuture<HttpResponse<String>> one : more) {
                HttpResponse<String> answer = one.join();
                assertEquals(503, answer.statusCode(), answer.body());
                assertEquals("2", answer.headers().firstValue("Retry-After").orElse("none"));
                assertTrue(answer.body().contains("More ask at once than can be answered"), answer.body());
            }
            assertEquals(before + 3, refused());
            assertEquals(told + 3, crowds());
            assertEquals(TURNS, holding());
            assertEquals(1, shown("tresen_request_turns_waiting"));
        }
        assertEquals(Collections.nCopies(TURNS + 1, 200), statuses(held));
        assertNoTurnIsLost();
    }

    @Test
    void aRequestThatHasHadATurnIsNotRefusedAtItsNextOneHoweverManyWait() {
        List<CompletableFuture<HttpResponse<String>>> begun = get("/turns/again", 3);
        await().atMost(Duration.ofSeconds(4)).until(() -> TurnsResource.AGAIN.getQueueLength() == 3);
        Database ofClients = database.forClients();
        try (Gate gate = new Gate(TurnsResource.GATE)) {
            for (int i = 0; i < TURNS + WAITING; i++) {
                threads.submit(() -> ofClients.run(TurnsResource::pass));
            }
            await().atMost(Duration.ofSeconds(4)).until(() -> shown("tresen_request_turns_waiting") == WAITING);
            TurnsResource.AGAIN.release(3);
            await().atMost(Duration.ofSeconds(4)).until(() -> shown("tresen_request_turns_waiting") == WAITING + 3);
            assertThrows(NoTurn.class, () -> ofClients.run(TurnsResource::pass));
        }
        assertEquals(List.of(200, 200, 200), statuses(begun));
        assertNoTurnIsLost();
    }

    @Test
    void newsThatAreRepeatedInParallelLeaveConnectionsToEventsRequestsAndTheHealthCheck() {
        awaitReady();
        List<CompletableFuture<HttpResponse<String>>> news;
        try (Gate gate = new Gate(TurnsResource.GATE)) {
            news = get("/turns/news", 30);
            awaitHolding(NEWS);
            await().atMost(Duration.ofSeconds(4)).until(() -> shown("tresen_news_turns_waiting") == 30 - NEWS);
            Published.reserved(order, 1);
            await().atMost(Duration.ofSeconds(3))
                    .until(() -> asked.effects(order).equals(List.of(1L)));
            assertTrue(isDatabaseReady());
            List<CompletableFuture<HttpResponse<String>>> requests = get("/turns/script", TURNS);
            awaitHolding(NEWS + TURNS);
            assertEquals(NEWS, shown("tresen_news_turns_held"));
            news.addAll(requests);
        }
        // on a busy machine some that waited for 5 s are told to come back
        assertTrue(Set.of(200, 503).containsAll(statuses(news)), () -> statuses(news)
                .toString());
        await().atMost(Duration.ofSeconds(4)).until(() -> shown("tresen_news_turns_held") == 0);
        assertNoTurnIsLost();
    }

    @Test
    void whatFailsGivesItsTurnBack() {
        assertEquals(Collections.nCopies(3 * TURNS, 500), statuses(get("/turns/failing", 3 * TURNS)));
        assertNoTurnIsLost();
    }

    @Test
    void aDatabaseThatHangsForAWhileLeavesNoTurnInNobodysHands() {
        postgres.pause();
        List<CompletableFuture<HttpResponse<String>>> hanging = get("/turns/script", 2 * TURNS);
        hanging.addAll(get("/turns/reactive", 2 * TURNS));
        await().atMost(Duration.ofSeconds(15))
                .until(() -> hanging.stream().filter(CompletableFuture::isDone).count() >= 3 * TURNS);
        postgres.resume();
        hanging.forEach(CompletableFuture::join);
        assertNoTurnIsLost();
    }

    @Test
    void aConnectionThatComesTooLateKeepsItsTurnUntilThenAndGivesItBack() {
        List<CompletableFuture<HttpResponse<String>>> tooLate;
        try (Gate gate = new Gate(TurnsResource.GATE)) {
            for (int i = 0; i < POOL; i++) {
                threads.submit(() -> database.run(TurnsResource::pass));
            }
            awaitHolding(POOL);
            tooLate = get("/turns/script", TURNS);
            assertEquals(Collections.nCopies(TURNS, 503), statuses(tooLate));
            assertEquals(TURNS, shown("tresen_request_turns_held"));
        }
        assertNoTurnIsLost();
    }

    @Test
    void aRequestThatAsksForASecondConnectionDoesNotWaitForItself() {
        List<CompletableFuture<HttpResponse<String>>> answers;
        try (Gate gate = new Gate(TurnsResource.GATE)) {
            answers = get("/turns/nested", 3 * TURNS);
            awaitHolding(TURNS);
        }
        assertEquals(Collections.nCopies(3 * TURNS, 200), statuses(answers));
        assertNoTurnIsLost();
    }

    @Test
    void whatClientsCauseOnThreadsOfNoRequestTakesTurnsAsWellAndAnInterruptedOneGivesItBack() throws Exception {
        Database ofClients = database.forClients();
        List<Future<?>> clients = new ArrayList<>();
        try (Gate gate = new Gate(TurnsResource.GATE)) {
            for (int i = 0; i < 20; i++) {
                clients.add(threads.submit(() -> ofClients.run(TurnsResource::pass)));
            }
            awaitHolding(TURNS);
            assertEquals(6, shown("tresen_request_turns_waiting"));
            threads.shutdownNow();
            assertTrue(threads.awaitTermination(10, TimeUnit.SECONDS));
        }
        assertEquals(0, shown("tresen_request_turns_waiting"));
        assertNoTurnIsLost();
    }

    /** A test before may have frozen PostgreSQL, and a channel be on its way back. */
    private void awaitReady() {
        await().atMost(Duration.ofSeconds(30)).until(this::isDatabaseReady);
    }

    /** What readiness says of the pool: another test may have ended a channel for good, which is said there too. */
    private boolean isDatabaseReady() {
        return get("/q/health/ready", 1)
                .get(0)
                .join()
                .body()
                .replaceAll("\\s", "")
                .contains("\"ReactivePostgreSQLconnectionshealthcheck\",\"status\":\"UP\"");
    }

    /** All turns can be had at once, and no more than these. */
    private void assertNoTurnIsLost() {
        await().atMost(Duration.ofSeconds(4)).until(() -> shown("tresen_request_turns_held") == 0);
        List<CompletableFuture<HttpResponse<String>>> answers;
        try (Gate gate = new Gate(TurnsResource.GATE)) {
            answers = get("/turns/script", TURNS + 5);
            awaitHolding(TURNS);
            assertEquals(TURNS, shown("tresen_request_turns_held"));
        }
        assertEquals(Collections.nCopies(TURNS + 5, 200), statuses(answers));
    }

    private double refused() {
        return shown("tresen_request_turns_refused_total");
    }

    private double crowds() {
        return shown("tresen_crowd_refused_total{what=\"request-turns\"}");
    }

    private double shown(String metric) {
        return get("/q/metrics", 1)
                .get(0)
                .join()
                .body()
                .lines()
                .filter(line -> line.startsWith(metric + ' '))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }

    private List<CompletableFuture<HttpResponse<String>>> get(String path, int times) {
        HttpRequest request = HttpRequest.newBuilder(root.resolve(path)).build();
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            answers.add(HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
        }
        return answers;
    }

    private static List<Integer> statuses(List<CompletableFuture<HttpResponse<String>>> answers) {
        return answers.stream().map(answer -> answer.join().statusCode()).toList();
    }

    /** How many connections wait at the gate, asked past the pool. */
    private static int holding() {
        try (Connection own = Gate.connect();
                ResultSet count = own.createStatement()
                        .executeQuery("select count(*) from pg_locks where locktype = 'advisory' and not granted"
                                + " and objid::bigint = " + TurnsResource.GATE)) {
            count.next();
            return count.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitHolding(int connections) {
        await().atMost(Duration.ofSeconds(4)).until(() -> holding() == connections);
    }
}
