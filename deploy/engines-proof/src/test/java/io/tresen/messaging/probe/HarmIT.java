package io.tresen.messaging.probe;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tresen.engines.Engine;
import io.tresen.engines.Engines;
import io.tresen.engines.EnginesResource;
import io.tresen.engines.TestTopics;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Outage;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Consumers while PostgreSQL and Kafka are killed, stopped and frozen, and records come again. */
@QuarkusTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@QuarkusTestResource(value = EnginesResource.class, initArgs = @ResourceArg(name = "service", value = "order"))
class HarmIT {

    private static final String TOPIC = "catalog.reservation.v1";
    private static final AtomicLong COUNTED = new AtomicLong();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TestHTTPResource("/q/health/live")
    URI live;

    @Inject
    Database database;

    @Inject
    ReservationProbe probe;

    @Inject
    StopProbe stopProbe;

    private final UUID order = UUID.randomUUID();
    private final Engine postgres = Engines.ofThisJvm().postgres();
    private final Engine kafka = Engines.ofThisJvm().kafka();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Asked asked;

    @BeforeEach
    void look() {
        asked = new Asked(database);
    }

    @AfterEach
    void repair() {
        threads.shutdownNow();
        postgres.resume();
        postgres.start();
        kafka.resume();
        kafka.start();
    }

    @Test
    void aDatabaseKilledInTheMiddleOfAStreamLosesAndDoublesNothing() {
        List<UUID> orders =
                IntStream.range(0, 20).mapToObj(i -> UUID.randomUUID()).toList();
        for (long sequence = 1; sequence <= 12; sequence++) {
            for (UUID one : orders) {
                Published.reserved(one, sequence);
            }
            if (sequence == 6) {
                postgres.kill();
            }
        }
        postgres.start();
        List<Long> all = LongStream.rangeClosed(1, 12).boxed().toList();
        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> orders.stream()
                .allMatch(one -> asked.effects(one).size() >= 12));
        for (UUID one : orders) {
            assertEquals(all, asked.effects(one));
            assertEquals(0, asked.count("select count(*) from dead_letter where key = $1", one));
        }
    }

    @Test
    void aBrokerThatIsKilledAndComesBackLosesAndDoublesNothing() {
        Published.reserved(order, 1);
        await().until(() -> asked.effects(order).size() == 1);
        kafka.kill();
        kafka.start();
        for (long sequence = 2; sequence <= 20; sequence++) {
            Published.reserved(order, sequence);
        }
        List<Long> all = LongStream.rangeClosed(1, 20).boxed().toList();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertEquals(all, asked.effects(order)));
    }

    /**
     * A cluster that is told otherwise starts all services again, each time a broker does. Before the others, since one of them ends a
     * consumer for good, and a service without one does not live.
     */
    @Test
    @Order(1)
    void aServiceSaysThatItLivesWhileTheBrokerHangsAndWhileItIsGone() {
        await().atMost(Duration.ofSeconds(30)).until(() -> health() == 200);
        for (Runnable strike : List.<Runnable>of(kafka::pause, kafka::kill)) {
            strike.run();
            await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(20)).until(() -> health() == 200);
        }
    }

    @Test
    void aDatabaseThatHangsForAWhileLeavesNoConnectionInNobodysHands() throws Exception {
        postgres.pause();
        List<Future<Long>> answers = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            answers.add(threads.submit(() -> asked.count("select 1::bigint")));
        }
        int refused = 0;
        for (Future<Long> answer : answers.subList(20, 60)) {
            refused += outage(answer::get) == null ? 0 : 1;
        }
        assertTrue(refused >= 20, "the pool has 20 connections, " + refused + " callers got none");
        postgres.resume();
        for (int i = 0; i < 30; i++) {
            assertEquals(1, asked.count("select 1::bigint"));
        }
        List<Future<Long>> later = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            later.add(threads.submit(() -> asked.count("select 1::bigint from pg_sleep(0.05)")));
        }
        for (Future<Long> one : later) {
            assertEquals(1, one.get());
        }
    }

    @Test
    void whatTheClientThrowsWhileTheDatabaseIsAwayIsAnOutageAndARecordsFaultIsNone() {
        assertTrue(
                Outage.isOne(outage(() -> inTransaction("select pg_sleep(60)", "set local statement_timeout = 100"))));
        assertTrue(Outage.isOne(outage(() -> {
            try (Gate gate = new Gate(4711)) {
                return inTransaction("select pg_advisory_xact_lock(4711)", "set local lock_timeout = 100");
            }
        })));
        assertFalse(Outage.isOne(outage(() -> inTransaction("select 1 / 0"))));
        assertFalse(Outage.isOne(outage(() -> database.read(tx -> tx.update("select $1::int", "seven")))));

        Future<Integer> killed = threads.submit(() -> inTransaction("select pg_sleep(20)"));
        await().until(() ->
                asked.count("select count(*) from pg_stat_activity where query = 'select pg_sleep(20)'") > 0);
        postgres.kill();
        assertTrue(Outage.isOne(outage(killed::get)), "killed while a statement ran");
        assertTrue(Outage.isOne(outage(() -> inTransaction("select 1"))), "nobody listens");
        postgres.start();
        await().ignoreExceptions().until(() -> asked.count("select 1::bigint") == 1);

        Future<Integer> stopped = threads.submit(() -> inTransaction("select pg_sleep(21)"));
        await().until(() ->
                asked.count("select count(*) from pg_stat_activity where query = 'select pg_sleep(21)'") > 0);
        postgres.stop();
        assertTrue(Outage.isOne(outage(stopped::get)), "stopped while a statement ran");
        postgres.start();
        await().ignoreExceptions().until(() -> asked.count("select 1::bigint") == 1);
    }

    @Test
    void offsetsAreCommittedOnlyOnceTheHandlerHasReturned() throws Exception {
        try (Admin admin = Admin.create(
                Map.of("bootstrap.servers", (Object) Engines.ofThisJvm().bootstrapServers()))) {
            RecordMetadata place;
            try (Gate gate = new Gate(ReservationProbe.GATE)) {
                place = publish(1);
                awaitSomebodyAt(ReservationProbe.GATE);
                // longer than any interval at which a client commits by itself
                await().during(Duration.ofSeconds(6))
                        .atMost(Duration.ofSeconds(8))
                        .until(() -> committed(admin, "order.probe", place) <= place.offset());
            }
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> asked.effects(order).equals(List.of(1L)));
            await().atMost(Duration.ofSeconds(45)).until(() -> committed(admin, "order.probe", place) > place.offset());
        }
    }

    @Test
    void whatWasHandledWhileTheBrokerWasAwayIsCommittedOnceItIsBackThoughNothingFollows() throws Exception {
        RecordMetadata place;
        try (Gate gate = new Gate(ReservationProbe.GATE)) {
            place = publish(1);
            awaitSomebodyAt(ReservationProbe.GATE);
            kafka.kill();
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> asked.effects(order).equals(List.of(1L)));
        kafka.start();
        try (Admin admin = Admin.create(
                Map.of("bootstrap.servers", (Object) Engines.ofThisJvm().bootstrapServers()))) {
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> committed(admin, "order.probe", place) > place.offset());
        }
    }

    @Test
    void aHandlerThatEndsWithItsServiceHasNothingCommittedThatItDidNotHandle() throws Exception {
        try (Admin admin = Admin.create(
                Map.of("bootstrap.servers", (Object) Engines.ofThisJvm().bootstrapServers()))) {
            RecordMetadata first = publishTo("chat.shopper.v1");
            await().atMost(Duration.ofSeconds(20)).until(() -> stopProbe.handled() > 0);
            await().until(() -> committed(admin, "order.probe-stop", first) > first.offset());
            RecordMetadata second = publishTo("chat.shopper.v1");
            await().atMost(Duration.ofSeconds(20)).until(() -> stopProbe.refused() > 0);
            publishTo("chat.shopper.v1");
            await().during(Duration.ofSeconds(6))
                    .atMost(Duration.ofSeconds(8))
                    .until(() -> committed(admin, "order.probe-stop", first) == second.offset());
        }
    }

    @Test
    void aTopicReadOnceMoreFromItsBeginningHasNoSecondEffect() {
        for (long sequence = 1; sequence <= 5; sequence++) {
            Published.reserved(order, sequence);
        }
        TestTopics.produce(TOPIC, order.toString(), new byte[] {9}, Map.of("ce_id", "none"));
        await().atMost(Duration.ofSeconds(20)).until(() -> asked.effects(order).size() == 5);
        awaitQuiet();
        String before = fingerprint();
        probe.consume(everything());
        probe.consume(everything());
        assertEquals(before, fingerprint());
    }

    @Test
    void twoReplicasThatHandleTheSameRecordsAtOnceHaveEachEffectOnce() throws Exception {
        List<UUID> orders =
                IntStream.range(0, 30).mapToObj(i -> UUID.randomUUID()).toList();
        ConsumerRecords<byte[], byte[]> records;
        try (Gate gate = new Gate(ReservationProbe.GATE)) {
            for (long sequence = 1; sequence <= 3; sequence++) {
                for (UUID one : orders) {
                    Published.reserved(one, sequence);
                }
            }
            records = everything();
            Future<?> first = threads.submit(() -> probe.consume(records));
            Future<?> second = threads.submit(() -> probe.consume(backwards(records)));
            gate.close();
            first.get();
            second.get();
        }
        for (UUID one : orders) {
            assertEquals(List.of(1L, 2L, 3L), asked.effects(one));
        }
    }

    @Test
    void aFaultyEventInTheMiddleOfAPollHoldsUpNobodyElseAndTheSamePollAgainHasNoSecondEffect() {
        UUID one = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        database.run(tx -> tx.update("insert into probe_fault values ($1, 2, 'fault')", order));
        ConsumerRecords<byte[], byte[]> poll = poll(
                record(one, 1), record(order, 1), record(order, 2), record(other, 1), record(order, 3), record(one, 2));
        // the second time as after a death between the commit and the acknowledgement
        for (int i = 0; i < 2; i++) {
            probe.consume(poll);
            assertEquals(List.of(1L, 2L), asked.effects(one));
            assertEquals(List.of(1L), asked.effects(other));
            assertEquals(List.of(1L), asked.effects(order));
            assertEquals(1, asked.count("select count(*) from dead_letter where key = $1", order));
            assertEquals(1, asked.count("select count(*) from parked_event where key = $1", order));
        }
    }

    /** How it answers; 0 where a cluster would not wait for it any longer. */
    private int health() throws IOException, InterruptedException {
        HttpRequest ask =
                HttpRequest.newBuilder(live).timeout(Duration.ofSeconds(5)).build();
        try {
            return HTTP.send(ask, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (HttpTimeoutException e) {
            return 0;
        }
    }

    private static ConsumerRecord<byte[], byte[]> record(UUID key, long sequence) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(
                TOPIC,
                0,
                Long.MAX_VALUE - COUNTED.incrementAndGet(),
                key.toString().getBytes(StandardCharsets.UTF_8),
                Published.encode(Published.reservation(key)));
        Published.headers(UUID.randomUUID(), "StockReserved", sequence)
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    @SafeVarargs
    private static ConsumerRecords<byte[], byte[]> poll(ConsumerRecord<byte[], byte[]>... records) {
        return new ConsumerRecords<>(Map.of(new TopicPartition(TOPIC, 0), List.of(records)), Map.of());
    }

    private RecordMetadata publishTo(String topic) {
        return TestTopics.produce(topic, order.toString(), new byte[] {9}, Map.of());
    }

    private RecordMetadata publish(long sequence) {
        return TestTopics.produce(
                TOPIC,
                order.toString(),
                Published.encode(Published.reservation(order)),
                Published.headers(UUID.randomUUID(), "StockReserved", sequence));
    }

    /** Until a handler waits at that gate. */
    private void awaitSomebodyAt(long gate) {
        await().until(() -> asked.count(
                        "select count(*) from pg_locks where locktype = 'advisory' and not granted and objid::bigint = $1",
                        gate)
                > 0);
    }

    private static long committed(Admin admin, String group, RecordMetadata place) throws Exception {
        var offset = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .get(new TopicPartition(place.topic(), place.partition()));
        return offset == null ? 0 : offset.offset();
    }

    private static ConsumerRecords<byte[], byte[]> everything() {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> byPartition = TestTopics.all(TOPIC).stream()
                .collect(Collectors.groupingBy(record -> new TopicPartition(record.topic(), record.partition())));
        return new ConsumerRecords<>(byPartition, Map.of());
    }

    /** The same with the keys in the opposite order, each key's own order kept. */
    private static ConsumerRecords<byte[], byte[]> backwards(ConsumerRecords<byte[], byte[]> records) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> turned = records.partitions().stream()
                .collect(Collectors.toMap(partition -> partition, partition -> records.records(partition).stream()
                        .sorted(Comparator.comparing((ConsumerRecord<byte[], byte[]> record) ->
                                        String.valueOf(TestTopics.key(record)))
                                .reversed())
                        .toList()));
        return new ConsumerRecords<>(turned, Map.of());
    }

    /** The channel has handled all that other tests have published. */
    private void awaitQuiet() {
        String[] last = {""};
        await().pollInterval(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(30))
                .until(() -> last[0].equals(last[0] = fingerprint()));
    }

    private String fingerprint() {
        return asked.count("select count(*) from probe_effect") + " effects, "
                + asked.count("select count(*) from dead_letter") + " letters, "
                + asked.count("select count(*) from parked_event") + " parked";
    }

    private int inTransaction(String sql, String... before) {
        return database.inTransaction(tx -> {
            for (String one : before) {
                tx.query(one);
            }
            return tx.query(sql).size();
        });
    }

    /** What a call threw, or null. */
    private static Throwable outage(Callable<?> call) {
        try {
            call.call();
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (Exception e) {
            return e;
        }
    }
}
