package io.tresen.messaging.webhook;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.tresen.engines.TestReceiver.Answer;
import io.tresen.engines.TestReceiver.Call;
import jakarta.inject.Inject;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Endpoints that come and go, the log of what was told and how long it is kept. */
@QuarkusTest
class WebhookRecordsIT extends WebhooksUnderTest {

    @Inject
    WebhookHousekeeping housekeeping;

    @Test
    void anEndpointThatIsSetAnewGetsWhatWaitedAtOnceUnderItsNewSecret() {
        app.answering(call -> call.target().equals("/hook") ? Answer.of(404, "") : Answer.of(200, ""));
        UUID id = add(lane, "waiting");
        await().atMost(PATIENCE).until(() -> line(id).attempts() >= 2);
        database.run(tx -> endpoints.put(tx, now(), shop, app.url("/new"), "new secret", null));
        await().atMost(PATIENCE).until(() -> line(id).state().equals("delivered"));
        Call last = app.calls().get(app.calls().size() - 1);
        assertEquals("/new", last.target());
        assertEquals(
                WebhookSignature.of("new secret", last.body()), last.headers().get("X-Hub-Signature-256"));
    }

    @Test
    void whoStopsListeningIsToldNoMoreAndWhatWaitedIsGivenUp() {
        app.answering(call -> Answer.of(500, ""));
        UUID id = add(lane, "waiting");
        await().atMost(PATIENCE).until(() -> line(id).attempts() > 0);
        assertTrue(database.<Boolean>inTransaction(tx -> endpoints.remove(tx, now(), shop)));
        assertEquals("failed", line(id).state());
        assertEquals("webhook-removed", line(id).lastError());
        assertFalse(database.<Boolean>inTransaction(tx -> endpoints.wants(tx, shop, "test")));
        assertFalse(database.<Boolean>inTransaction(tx -> endpoints.remove(tx, now(), shop)));
        // somebody whose transaction still saw the endpoint
        UUID late = add(UUID.randomUUID(), "late");
        await().atMost(PATIENCE).until(() -> line(late).state().equals("failed"));
    }

    @Test
    void onlyTheKindsThatWereAskedForAreWanted() {
        database.run(tx -> endpoints.put(tx, now(), shop, app.url("/hook"), SECRET, List.of("Told", "Asked")));
        assertTrue(database.<Boolean>inTransaction(tx -> endpoints.wants(tx, shop, "Told")));
        assertFalse(database.<Boolean>inTransaction(tx -> endpoints.wants(tx, shop, "Other")));
        assertFalse(database.<Boolean>inTransaction(tx -> endpoints.wants(tx, UUID.randomUUID(), "Told")));
    }

    @Test
    void whatWasToldIsToldAgainByCommandInItsOrder() {
        Instant from = now();
        List<UUID> ids =
                IntStream.rangeClosed(1, 3).mapToObj(i -> add(lane, "m" + i)).toList();
        awaitCalls(3);
        await().atMost(PATIENCE).until(() -> line(ids.get(2)).state().equals("delivered"));
        assertTrue(database.<Boolean>inTransaction(tx -> log.replay(tx, now(), shop, ids.get(1))));
        awaitCalls(4);
        await().atMost(PATIENCE).until(() -> line(ids.get(1)).state().equals("delivered"));
        assertEquals(
                3,
                database.<Integer>inTransaction(tx -> log.replay(tx, now(), shop, null, from, now().plusSeconds(1))));
        awaitCalls(7);
        assertEquals(List.of("m1", "m2", "m3", "m2", "m1", "m2", "m3"), bodies());
        assertFalse(database.<Boolean>inTransaction(tx -> log.replay(tx, now(), UUID.randomUUID(), ids.get(0))));
        assertEquals(
                0,
                database.<Integer>inTransaction(
                        tx -> log.replay(tx, now(), shop, WebhookLog.State.FAILED, from, now().plusSeconds(1))));
    }

    @Test
    void theLogIsPagedNewestFirstAndFilteredByState() {
        app.answering(call -> text(call).equals("m2") ? Answer.of(500, "") : Answer.of(200, ""));
        List<UUID> ids = IntStream.rangeClosed(1, 4)
                .mapToObj(i -> add(UUID.randomUUID(), "m" + i))
                .toList();
        await().atMost(PATIENCE)
                .until(() -> lines(WebhookLog.State.DELIVERED).size() == 3
                        && line(ids.get(1)).attempts() > 0);
        assertEquals(
                List.of(ids.get(3), ids.get(2), ids.get(1), ids.get(0)),
                lines(null).stream().map(WebhookLog.Line::id).toList());
        assertEquals(
                List.of(ids.get(1)),
                lines(WebhookLog.State.WAITING).stream()
                        .map(WebhookLog.Line::id)
                        .toList());
        long before = lines(null).get(1).number();
        assertEquals(
                List.of(ids.get(1), ids.get(0)),
                database.read(tx -> log.newestFirst(tx, shop, null, before, 10)).stream()
                        .map(WebhookLog.Line::id)
                        .toList());
        assertTrue(database.read(tx -> log.newestFirst(tx, UUID.randomUUID(), null, Long.MAX_VALUE, 10))
                .isEmpty());
    }

    @Test
    void thirtyDaysAfterItEndedADeliveryIsForgottenAndAnOldFailureIsGivenUp() {
        UUID delivered = add(lane, "fine");
        await().atMost(PATIENCE).until(() -> line(delivered).state().equals("delivered"));
        app.answering(call -> Answer.of(500, ""));
        UUID failing = add(lane, "failing");
        await().atMost(PATIENCE).until(() -> line(failing).attempts() > 0);
        database.run(tx -> tx.update(
                "update webhook_lane set due_at = $2 where business_id = $1",
                shop,
                now().plus(Duration.ofDays(100)).atOffset(ZoneOffset.UTC)));
        housekeeping.tidy(now().plus(Duration.ofDays(8)));
        assertEquals("failed", line(failing).state());
        housekeeping.tidy(now().plus(Duration.ofDays(29)));
        assertEquals(2, lines(null).size());
        housekeeping.tidy(now().plus(Duration.ofDays(31)));
        assertEquals(
                List.of(failing), lines(null).stream().map(WebhookLog.Line::id).toList());
        housekeeping.tidy(now().plus(Duration.ofDays(39)));
        assertEquals(List.of(), lines(null));
    }

    @Test
    void afterEightDaysWhatADeadHeadNeverLetThroughIsGivenUpToo() {
        app.answering(call -> Answer.of(500, ""));
        UUID head = add(lane, "head");
        await().atMost(PATIENCE).until(() -> line(head).attempts() > 0);
        database.run(tx -> tx.update(
                "update webhook_lane set due_at = $2 where business_id = $1",
                shop,
                now().plus(Duration.ofDays(100)).atOffset(ZoneOffset.UTC)));
        UUID behind = add(lane, "behind");
        housekeeping.tidy(now().plus(Duration.ofDays(7)).plus(Duration.ofHours(2)));
        assertEquals("failed", line(head).state());
        assertEquals("waiting", line(behind).state());
        assertEquals(0, line(behind).attempts());
        housekeeping.tidy(now().plus(Duration.ofDays(9)));
        assertEquals("failed", line(behind).state());
    }

    @Test
    void operatorsSeeTheBacklog() {
        app.answering(call -> Answer.of(500, ""));
        add(lane, "waiting");
        await().atMost(PATIENCE).until(() -> metric("tresen_webhook_backlog ") >= 1);
        await().atMost(PATIENCE).until(() -> metric("tresen_webhook_backlog_oldest_age_seconds ") > 0);
    }

    private double metric(String name) {
        return Arrays.stream(asked(HttpRequest.newBuilder(root.resolve("/q/metrics")))
                        .split("\n"))
                .filter(it -> it.startsWith(name.strip()) && !it.startsWith("#"))
                .filter(it -> it.replaceAll("\\{.*?}", "").startsWith(name))
                .mapToDouble(it -> Double.parseDouble(it.substring(it.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(-1);
    }

    private List<WebhookLog.Line> lines(WebhookLog.State state) {
        return database.read(tx -> log.newestFirst(tx, shop, state, Long.MAX_VALUE, 100));
    }
}
