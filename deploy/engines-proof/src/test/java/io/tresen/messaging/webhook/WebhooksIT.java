package io.tresen.messaging.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.tresen.engines.TestReceiver;
import io.tresen.engines.TestReceiver.Answer;
import io.tresen.engines.TestReceiver.Call;
import io.tresen.messaging.Ids;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Webhooks from a real database to real HTTP servers. */
@QuarkusTest
class WebhooksIT extends WebhooksUnderTest {

    @Test
    void theBytesOfTheRowAreSentWithTheirSignature() {
        byte[] payload = "{\"text\":\"Grüße \\u0001\"}".getBytes(UTF_8);
        UUID id = Ids.v7();
        database.run(tx -> queue.add(tx, now(), List.of(new Webhook(shop, id, lane, "test", payload))));
        awaitCalls(1);
        Call call = app.calls().get(0);
        assertEquals("POST", call.method());
        assertEquals("/hook", call.target());
        assertEquals("application/json", call.headers().get("Content-Type"));
        assertArrayEquals(payload, call.body());
        assertEquals(WebhookSignature.of(SECRET, call.body()), call.headers().get("X-Hub-Signature-256"));
        await().atMost(PATIENCE).until(() -> line(id).state().equals("delivered"));
        assertEquals(1, line(id).attempts());
        assertEquals(200, line(id).lastStatus());
        assertEquals(0, count("select count(*) from webhook_lane where business_id = $1", shop));
        assertEquals(
                0,
                count("select count(*) from webhook_endpoint where business_id = $1 and secret like '%secret%'", shop));
    }

    @Test
    void aFactThatIsRolledBackIsNotTold() {
        assertThrows(
                IllegalStateException.class,
                () -> database.run(tx -> {
                    queue.add(tx, now(), List.of(webhook(lane, "rolled back")));
                    throw new IllegalStateException("the fact failed");
                }));
        add(lane, "after it");
        awaitCalls(1);
        assertEquals(List.of("after it"), bodies());
    }

    @Test
    void twentyAtOnceOfOneFactAreOneWebhook() throws Exception {
        Webhook fact = webhook(lane, "once");
        ExecutorService threads = Executors.newFixedThreadPool(20);
        List<Future<?>> done = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            done.add(threads.submit(() -> database.run(tx -> queue.add(tx, now(), List.of(fact)))));
        }
        for (Future<?> each : done) {
            each.get();
        }
        threads.shutdown();
        add(lane, "next");
        awaitCalls(2);
        assertEquals(List.of("once", "next"), bodies());
    }

    @Test
    void aFailingHeadHoldsItsOwnLaneAndNobodyElses() {
        UUID other = UUID.randomUUID();
        AtomicInteger refusals = new AtomicInteger();
        app.answering(call ->
                text(call).equals("a1") && refusals.incrementAndGet() <= 2 ? Answer.of(500, "no") : Answer.of(204, ""));
        add(lane, "a1");
        add(lane, "a2");
        add(lane, "a3");
        for (int i = 1; i <= 5; i++) {
            add(other, "b" + i);
        }
        await().atMost(PATIENCE).until(() -> bodies().contains("b5"));
        assertFalse(bodies().contains("a2"));
        await().atMost(PATIENCE).until(() -> bodies().contains("a3"));
        assertEquals(
                List.of("a1", "a1", "a1", "a2", "a3"),
                bodies().stream().filter(it -> it.startsWith("a")).toList());
        assertEquals(
                List.of("b1", "b2", "b3", "b4", "b5"),
                bodies().stream().filter(it -> it.startsWith("b")).toList());
    }

    @Test
    void itIsTriedForSevenDaysOfBusinessTimeAndThenTheLaneGoesOn() {
        app.answering(call -> text(call).equals("poison") ? Answer.of(503, "busy") : Answer.of(200, ""));
        UUID id = add(lane, "poison");
        UUID behind = add(lane, "behind");
        Instant since = line(id).createdAt();
        List<Duration> waits = new ArrayList<>();
        int attempts = 0;
        while (line(id).state().equals("waiting")) {
            attempts++;
            int wanted = attempts;
            await().atMost(PATIENCE).until(() -> line(id).attempts() >= wanted);
            Instant next = line(id).nextAttemptAt();
            if (next != null) {
                waits.add(Duration.between(now(), next));
                advance(Duration.between(now(), next).plusMillis(999));
            }
        }
        assertEquals("failed", line(id).state());
        assertEquals(503, line(id).lastStatus());
        Duration tried = Duration.between(since, line(id).endedAt());
        assertTrue(tried.compareTo(Duration.ofDays(7)) >= 0
                && tried.compareTo(Duration.ofDays(7).plusMinutes(1)) < 0);
        for (int i = 0; i < 5; i++) {
            long wanted = List.of(1L, 5L, 30L, 300L, 900L).get(i);
            assertTrue(Math.abs(waits.get(i).toSeconds() - wanted) <= 1, waits.toString());
        }
        assertTrue(attempts > 30 && attempts < 40, "attempts: " + attempts);
        await().atMost(PATIENCE).until(() -> line(behind).state().equals("delivered"));
        List<byte[]> poison = app.calls().stream()
                .map(Call::body)
                .filter(it -> new String(it, UTF_8).equals("poison"))
                .toList();
        assertEquals(attempts, poison.size());
        poison.forEach(it -> assertArrayEquals(poison.get(0), it));
    }

    @Test
    void aDeadAndAHangingAppWithTenThousandRowsCostAHealthyOneNothing() {
        UUID dead = UUID.randomUUID();
        UUID hanging = UUID.randomUUID();
        TestReceiver silent = TestReceiver.start().answering(call -> Answer.never());
        TestReceiver gone = TestReceiver.start();
        try {
            gone.close();
            listen(dead, gone.url("/"));
            listen(hanging, silent.url("/"));
            fill(dead, 10_000);
            fill(hanging, 2_000);
            await().atMost(PATIENCE).until(() -> silent.calls().size() >= EndpointRoom.USUAL);
            await().atMost(PATIENCE)
                    .until(() ->
                            count("select count(*) from webhook_delivery where business_id = $1 and attempts > 0", dead)
                                    > 0);
            Map<String, Long> began = new ConcurrentHashMap<>();
            for (int i = 1; i <= 50; i++) {
                String text = "healthy " + i;
                began.put(text, System.nanoTime());
                add(UUID.randomUUID(), text);
                int sent = i;
                await().pollInterval(Duration.ofMillis(5))
                        .atMost(PATIENCE)
                        .until(() -> app.calls().size() == sent);
            }
            List<Long> latencies = app.calls().stream()
                    .map(call -> (call.at() - began.get(text(call))) / 1_000_000)
                    .sorted()
                    .toList();
            assertTrue(latencies.get(25) < 250 && latencies.get(49) < 1_500, "latencies in ms: " + latencies);
            assertTrue(
                    silent.calls().size() <= 4 * EndpointRoom.USUAL,
                    "calls to the silent: " + silent.calls().size());
            assertTrue(plan().stream().noneMatch(it -> it.contains("Seq Scan on webhook_lane")), "" + plan());
        } finally {
            database.run(tx -> endpoints.remove(tx, now(), dead));
            database.run(tx -> endpoints.remove(tx, now(), hanging));
            silent.close();
        }
    }

    @Test
    void aLeaseThatRanOutIsTakenOver() {
        UUID id = Ids.v7();
        database.run(tx -> {
            queue.add(tx, now(), List.of(new Webhook(shop, id, lane, "test", "left behind".getBytes(UTF_8))));
            tx.update(
                    "update webhook_lane set leased_by = $2, leased_until = now() + interval '2 seconds'"
                            + " where business_id = $1",
                    shop,
                    UUID.randomUUID());
        });
        add(UUID.randomUUID(), "meanwhile");
        awaitCalls(1);
        assertEquals(List.of("meanwhile"), bodies());
        assertEquals(0, line(id).attempts());
        awaitCalls(2);
        assertEquals(List.of("meanwhile", "left behind"), bodies());
        await().atMost(PATIENCE).until(() -> line(id).state().equals("delivered"));
    }

    @Test
    void anAnswerThatComesAfterTheLeaseWasLostIsNotTakenAndTheDeliveryIsSentAgain() {
        AtomicInteger calls = new AtomicInteger();
        app.answering(call -> {
            if (calls.incrementAndGet() == 1) {
                database.run(tx -> tx.update(
                        "update webhook_lane set leased_by = $2, leased_until = now() + interval '500 milliseconds'"
                                + " where business_id = $1",
                        shop,
                        UUID.randomUUID()));
            }
            return Answer.of(200, "");
        });
        UUID id = add(lane, "twice");
        awaitCalls(2);
        await().atMost(PATIENCE).until(() -> line(id).state().equals("delivered"));
        assertEquals(1, line(id).attempts());
        assertEquals(List.of("twice", "twice"), bodies());
    }

    @Test
    void aRedirectIsNoAnswerAndIsNotFollowed() {
        app.answering(call -> call.target().equals("/hook")
                ? new Answer(307, "", Map.of("Location", app.url("/elsewhere")))
                : Answer.of(200, ""));
        UUID id = add(lane, "moved");
        await().atMost(PATIENCE).until(() -> line(id).attempts() > 0);
        assertEquals(307, line(id).lastStatus());
        assertEquals("waiting", line(id).state());
        assertTrue(app.calls().stream().allMatch(it -> it.target().equals("/hook")));
    }

    private List<String> plan() {
        return database.inTransaction(tx -> {
            tx.query(WebhookLanes.PLAN_ANEW);
            return tx
                    .list(
                            "explain " + WebhookLanes.DUE,
                            new UUID(0, 0),
                            now().atOffset(ZoneOffset.UTC),
                            128,
                            new UUID[] {shop},
                            new Integer[] {1},
                            EndpointRoom.USUAL)
                    .stream()
                    .map(row -> row.getString(0))
                    .toList();
        });
    }

    /** So many lanes with a row each, as the queue would make them. */
    private void fill(UUID business, int rows) {
        database.run(tx -> {
            tx.update(
                    "insert into webhook_lane (business_id, lane, due_at)"
                            + " select $1, gen_random_uuid(), $3 from generate_series(1, $2)",
                    business,
                    rows,
                    now().atOffset(ZoneOffset.UTC));
            tx.update(
                    "insert into webhook_delivery (business_id, delivery_id, lane, kind, payload, created_at, since)"
                            + " select $1, gen_random_uuid(), lane, 'test', 'x', $2, $2 from webhook_lane where business_id = $1",
                    business,
                    now().atOffset(ZoneOffset.UTC));
        });
    }

    private long count(String sql, Object... parameters) {
        return database.read(tx -> tx.one(sql, parameters)).orElseThrow().getLong(0);
    }

    private void advance(Duration by) {
        asked(HttpRequest.newBuilder(root.resolve("/local/clock"))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(
                        "{\"offset_s\": " + (clock.offsetS() + Math.max(0, by.toSeconds())) + "}")));
    }
}
