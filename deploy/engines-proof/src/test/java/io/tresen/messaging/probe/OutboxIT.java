package io.tresen.messaging.probe;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tresen.contracts.Topics;
import io.tresen.contracts.order.v1.CollectionOpened;
import io.tresen.engines.Engines;
import io.tresen.engines.EnginesResource;
import io.tresen.engines.TestTopics;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.event.Outgoing;
import io.tresen.messaging.event.RecordFault;
import io.tresen.messaging.outbox.Outbox;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** The outbox and its relay on a real broker and database. */
@QuarkusTest
@QuarkusTestResource(value = EnginesResource.class, initArgs = @ResourceArg(name = "service", value = "order"))
class OutboxIT {

    private static final String TOPIC = Topics.ORDER_PAYMENT_REQUEST.name();

    @Inject
    Database database;

    @Inject
    Outbox outbox;

    @TestHTTPResource
    URI root;

    @Test
    void whatRollsBackIsNeverSentAndLeavesNoHole() {
        UUID order = UUID.randomUUID();
        database.run(tx -> outbox.add(tx, event(order)));
        assertThrows(
                IllegalStateException.class,
                () -> database.run(tx -> {
                    outbox.add(tx, event(order));
                    throw new IllegalStateException("the effect failed");
                }));
        database.run(tx -> outbox.add(tx, event(order), event(order)));
        assertEquals(List.of(1L, 2L, 3L), sent(order, 3));
    }

    /** DESIGN 4, CloudEvents in binary mode: whoever reads finds the schema by its address, or by the id in the value. */
    @Test
    void anEventSaysWhatItIsAndWhichSchemaReadsIt() throws Exception {
        UUID order = UUID.randomUUID();
        database.run(tx -> outbox.add(tx, event(order)));
        ConsumerRecord<byte[], byte[]> sent = TestTopics.await(
                        TOPIC, r -> order.toString().equals(TestTopics.key(r)), Duration.ofSeconds(20))
                .get(0);
        assertEquals("application/avro", TestTopics.header(sent, "content-type"));
        String schema = TestTopics.header(sent, "ce_dataschema");
        int id = ByteBuffer.wrap(sent.value(), 1, 4).getInt();
        assertEquals(Engines.ofThisJvm().ccompatUrl() + "/schemas/ids/" + id, schema);
        HttpResponse<String> told = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(schema)).build(), HttpResponse.BodyHandlers.ofString());
        assertEquals(200, told.statusCode());
        assertTrue(told.body().contains("CollectionOpened"), told.body());
        assertEquals("1.0", TestTopics.header(sent, "ce_specversion"));
        assertEquals("CollectionOpened", TestTopics.header(sent, "ce_type"));
        assertEquals("/tresen/order", TestTopics.header(sent, "ce_source"));
        assertEquals(order.toString(), TestTopics.header(sent, "ce_subject"));
    }

    @Test
    void sixteenWritersOnAFewKeysLoseNothingAndKeepEachKeysOrder() throws Exception {
        List<UUID> keys = IntStream.range(0, 8).mapToObj(i -> UUID.randomUUID()).toList();
        int perWriter = 40;
        ExecutorService writers = Executors.newFixedThreadPool(16);
        List<Future<?>> done = new ArrayList<>();
        for (int w = 0; w < 16; w++) {
            Random random = new Random(w);
            done.add(writers.submit(() -> {
                for (int i = 0; i < perWriter; i++) {
                    List<UUID> some = new ArrayList<>(keys);
                    Collections.shuffle(some, random);
                    List<Outgoing> events =
                            some.subList(0, 2).stream().map(OutboxIT::event).toList();
                    database.run(tx -> outbox.add(tx, events));
                }
            }));
        }
        for (Future<?> future : done) {
            future.get();
        }
        writers.shutdown();
        long all = 0;
        await().atMost(Duration.ofSeconds(30)).until(() -> pending() == 0);
        for (UUID key : keys) {
            List<Long> sequences = TestTopics.all(TOPIC).stream()
                    .filter(r -> key.toString().equals(TestTopics.key(r)))
                    .map(r -> Long.parseLong(TestTopics.header(r, "ce_sequence")))
                    .toList();
            all += sequences.size();
            assertEquals(LongStream.rangeClosed(1, sequences.size()).boxed().toList(), sequences);
        }
        assertEquals(16L * perWriter * 2, all);
    }

    @Test
    void whileKafkaIsAwayRowsWaitAndThenLeaveInOrder() {
        UUID order = UUID.randomUUID();
        database.run(tx -> outbox.add(tx, event(order)));
        sent(order, 1);
        Engines.ofThisJvm().kafka().stop();
        try {
            database.run(tx -> outbox.add(tx, event(order), event(order)));
            database.run(tx -> outbox.add(tx, event(order)));
            assertEquals(3, pending());
        } finally {
            Engines.ofThisJvm().kafka().start();
        }
        assertEquals(List.of(1L, 2L, 3L, 4L), onceSent(order));
        await().atMost(Duration.ofSeconds(30)).until(() -> pending() == 0);
    }

    @Test
    void aBrokerThatHangsForFifteenSecondsLosesNothingAndKeepsTheOrder() {
        List<UUID> orders =
                IntStream.range(0, 10).mapToObj(i -> UUID.randomUUID()).toList();
        orders.forEach(order -> database.run(tx -> outbox.add(tx, event(order))));
        Engines.ofThisJvm().kafka().pause();
        try {
            long since = System.nanoTime();
            await().pollInterval(Duration.ofSeconds(1))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> {
                        orders.forEach(order -> database.run(tx -> outbox.add(tx, event(order))));
                        return System.nanoTime() - since > 15_000_000_000L;
                    });
        } finally {
            Engines.ofThisJvm().kafka().resume();
        }
        await().atMost(Duration.ofSeconds(40)).until(() -> pending() == 0);
        Map<String, List<Long>> sent = TestTopics.all(TOPIC).stream()
                .collect(Collectors.groupingBy(
                        TestTopics::key, Collectors.mapping(OutboxIT::sequence, Collectors.toList())));
        for (UUID order : orders) {
            assertEquals(
                    LongStream.rangeClosed(1, lastSequence(order)).boxed().toList(),
                    sent.get(order.toString()).stream().distinct().toList());
        }
    }

    @Test
    void twoHandsAreNeverOnOneShard() {
        UUID order = UUID.randomUUID();
        UUID other = Stream.generate(UUID::randomUUID)
                .filter(id -> Outbox.shard(id.toString()) != Outbox.shard(order.toString()))
                .findFirst()
                .orElseThrow();
        int shard = Outbox.shard(order.toString());
        database.run(tx -> {
            // as the relay of another replica does that takes its time
            tx.query("select 1 from outbox_shard where shard = $1 for update", (short) shard);
            database.run(inner -> outbox.add(inner, event(order), event(order), event(other)));
            sent(other, 1);
            assertEquals(2, pendingOf(order));
            assertEquals(List.of(), alreadySent(order));
        });
        assertEquals(List.of(1L, 2L), sent(order, 2));
    }

    @Test
    void oneTurnTakesWhatWaitsInEveryShard() {
        Map<Integer, UUID> orders = Stream.generate(UUID::randomUUID)
                .limit(1_000)
                .collect(Collectors.toMap(id -> Outbox.shard(id.toString()), id -> id, (one, other) -> one));
        assertEquals(16, orders.size());
        // again where another test's obstacle is not forgotten yet: until then a turn takes one shard
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            database.run(tx ->
                    outbox.add(tx, orders.values().stream().map(OutboxIT::event).toArray(Outgoing[]::new)));
            await().atMost(Duration.ofSeconds(30)).until(() -> pending() == 0);
            // the transaction that last held each shard; the other worker may have looked at the same moment
            return database.read(tx -> tx.one(
                                    "select count(distinct case xmax::text when '0' then xmin::text else xmax::text end) as n"
                                            + " from outbox_shard"))
                            .orElseThrow()
                            .getLong("n")
                    <= 2;
        });
        Map<String, List<Long>> sent = TestTopics.all(TOPIC).stream()
                .collect(Collectors.groupingBy(
                        TestTopics::key, Collectors.mapping(OutboxIT::sequence, Collectors.toList())));
        for (UUID order : orders.values()) {
            assertEquals(
                    LongStream.rangeClosed(1, lastSequence(order)).boxed().toList(),
                    sent.get(order.toString()).stream().distinct().toList());
        }
    }

    @Test
    void anEventThatTheBrokerWouldNotTakeIsRefusedBeforeItGetsIn() {
        UUID order = UUID.randomUUID();
        RecordFault refused = assertThrows(
                RecordFault.class, () -> database.run(tx -> outbox.add(tx, event(order, "x".repeat(950_000)))));
        assertEquals("event-too-large", refused.reason());
        database.run(tx -> outbox.add(tx, event(order, "x".repeat(890_000))));
        assertEquals(List.of(1L), sent(order, 1));
    }

    @Test
    void aBacklogOfLargeEventsFitsThroughTheProducer() {
        UUID order = UUID.randomUUID();
        List<UUID> others =
                IntStream.range(0, 50).mapToObj(i -> UUID.randomUUID()).toList();
        String large = "x".repeat(800_000);
        Engines.ofThisJvm().kafka().pause();
        try {
            for (UUID other : others) {
                database.run(tx -> outbox.add(tx, event(other, large), event(other), event(order)));
            }
        } finally {
            Engines.ofThisJvm().kafka().resume();
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> pending() == 0);
        assertEquals(LongStream.rangeClosed(1, 50).boxed().toList(), onceSent(order));
    }

    @Test
    void anEventThatCanNotBeSentHoldsUpNeitherItsShardNorTheOthers() {
        UUID order = UUID.randomUUID();
        database.run(tx -> tx.update("insert into outbox_event (shard, topic, key, header_names, header_values)"
                + " select generate_series(0, 15), 'order.nowhere.v1', 'nobody', '{}', '{}'"));
        try {
            database.run(tx -> outbox.add(tx, event(order)));
            assertEquals(List.of(1L), sent(order, 1));
            await().until(() -> pendingOf(order) == 0);
            assertEquals(16, pending());
        } finally {
            database.run(tx -> tx.update("delete from outbox_event where topic = 'order.nowhere.v1'"));
        }
    }

    @Test
    void aBacklogThatCanNotBeSentHoldsUpNobodyHoweverLongItIs() {
        UUID order = UUID.randomUUID();
        int shard = Outbox.shard(order.toString());
        database.run(tx -> tx.update(
                "insert into outbox_event (shard, topic, key, header_names, header_values)"
                        + " select $1, 'order.nowhere.v1', 'nobody-' || n, '{}', '{}' from generate_series(1, 6000) n",
                (short) shard));
        try {
            for (int i = 1; i <= 3; i++) {
                database.run(tx -> outbox.add(tx, event(order)));
                int n = i;
                await().atMost(Duration.ofSeconds(30)).until(() -> pendingOf(order) == 0);
                assertEquals(n, alreadySent(order).size());
            }
            assertEquals(6_000, pending());
        } finally {
            database.run(tx -> tx.update("delete from outbox_event where topic = 'order.nowhere.v1'"));
        }
    }

    @Test
    void operatorsSeeHowOldTheOldestEventIs() throws Exception {
        database.run(
                tx -> tx.update("insert into outbox_event (shard, topic, key, header_names, header_values, created_at)"
                        + " values (0, 'order.nowhere.v1', 'nobody', '{}', '{}', now() - interval '1 hour')"));
        try {
            await().atMost(Duration.ofSeconds(20)).until(() -> gauge("tresen_outbox_oldest_age_seconds") > 3_500);
            assertTrue(gauge("tresen_outbox_pending") >= 1);
            assertTrue(gauge("tresen_dead_letters_open") >= 0);
            assertTrue(gauge("tresen_inbox_parked_keys") >= 0);
        } finally {
            database.run(tx -> tx.update("delete from outbox_event where topic = 'order.nowhere.v1'"));
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> gauge("tresen_outbox_oldest_age_seconds") < 60);
    }

    private double gauge(String name) throws Exception {
        HttpRequest ask = HttpRequest.newBuilder(
                        URI.create(root.resolve("/q/metrics").toString()))
                .build();
        return HttpClient.newHttpClient()
                .send(ask, HttpResponse.BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.matches(name + "(\\{.*})? .*"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }

    private static List<String> alreadySent(UUID order) {
        return TestTopics.all(TOPIC).stream()
                .map(TestTopics::key)
                .filter(order.toString()::equals)
                .toList();
    }

    private long pendingOf(UUID order) {
        return database.read(tx -> tx.one("select count(*) as n from outbox_event where key = $1", order.toString()))
                .orElseThrow()
                .getLong("n");
    }

    private long lastSequence(UUID order) {
        return database.read(tx -> tx.one("select last_sequence from outbox_key where key = $1", order))
                .orElseThrow()
                .getLong("last_sequence");
    }

    private long pending() {
        return database.read(tx -> tx.one("select count(*) as n from outbox_event"))
                .orElseThrow()
                .getLong("n");
    }

    /** What is on the topic once nothing of the key is pending any more; repetitions left out. */
    private List<Long> onceSent(UUID key) {
        await().atMost(Duration.ofSeconds(60)).until(() -> pendingOf(key) == 0);
        return TestTopics.all(TOPIC).stream()
                .filter(sent -> key.toString().equals(TestTopics.key(sent)))
                .map(OutboxIT::sequence)
                .distinct()
                .toList();
    }

    private static List<Long> sent(UUID key, int atLeast) {
        return TestTopics.await(TOPIC, r -> key.toString().equals(TestTopics.key(r)), atLeast, Duration.ofSeconds(60))
                .stream()
                .map(OutboxIT::sequence)
                .toList();
    }

    private static long sequence(ConsumerRecord<byte[], byte[]> sent) {
        return Long.parseLong(TestTopics.header(sent, "ce_sequence"));
    }

    private static Outgoing event(UUID order) {
        return event(order, "T00001");
    }

    private static Outgoing event(UUID order, String orderNo) {
        UUID business = UUID.randomUUID();
        return Outgoing.of(
                Topics.ORDER_PAYMENT_REQUEST,
                order,
                business,
                CollectionOpened.newBuilder()
                        .setOrderId(order)
                        .setOrderNo(orderNo)
                        .setBusinessId(business)
                        .setOccurredAt(Instant.now())
                        .build());
    }
}
