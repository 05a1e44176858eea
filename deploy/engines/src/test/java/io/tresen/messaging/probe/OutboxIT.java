package io.tresen.messaging.probe;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.tresen.contracts.Topics;
import io.tresen.contracts.order.v1.CollectionOpened;
import io.tresen.engines.Engines;
import io.tresen.engines.EnginesResource;
import io.tresen.engines.TestTopics;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.event.Outgoing;
import io.tresen.messaging.outbox.Outbox;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
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
        assertEquals(List.of(1L, 2L, 3L, 4L), sent(order, 4).stream().distinct().toList());
        await().atMost(Duration.ofSeconds(30)).until(() -> pending() == 0);
    }

    private long pending() {
        return database.read(tx -> tx.one("select count(*) as n from outbox_event"))
                .orElseThrow()
                .getLong("n");
    }

    private static List<Long> sent(UUID key, int atLeast) {
        return TestTopics.await(TOPIC, r -> key.toString().equals(TestTopics.key(r)), atLeast, Duration.ofSeconds(60))
                .stream()
                .map(r -> Long.parseLong(TestTopics.header(r, "ce_sequence")))
                .toList();
    }

    private static Outgoing event(UUID order) {
        UUID business = UUID.randomUUID();
        return Outgoing.of(
                Topics.ORDER_PAYMENT_REQUEST,
                order,
                business,
                CollectionOpened.newBuilder()
                        .setOrderId(order)
                        .setOrderNo("T00001")
                        .setBusinessId(business)
                        .setOccurredAt(Instant.now())
                        .build());
    }
}
