package io.tresen.messaging.probe;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.tresen.engines.EnginesResource;
import io.tresen.engines.TestTopics;
import io.tresen.messaging.db.Database;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** A copy takes any higher version, keeps removals, and can be rebuilt from the topic. */
@QuarkusTest
@QuarkusTestResource(value = EnginesResource.class, initArgs = @ResourceArg(name = "service", value = "order"))
class CopyIT {

    @Inject
    Database database;

    @Inject
    ProductProbe probe;

    private final UUID product = UUID.randomUUID();

    @Test
    void anOlderVersionThatComesLateChangesNothing() {
        Published.product(product, "new", 5);
        Published.product(product, "old", 4);
        Published.product(product, "newest", 9);
        awaitTitle("newest/9");
        Published.product(product, "older", 8);
        UUID marker = UUID.randomUUID();
        Published.product(marker, "marker", 1);
        assertEquals("newest/9", title());
    }

    @Test
    void aSnapshotThatANewerOneOfItsPollReplacesIsNotStoredFirst() {
        UUID other = UUID.randomUUID();
        // the copy refuses to store a forbidden one, and would write a letter
        probe.consume(poll(
                snapshot(product, "forbidden", 1),
                snapshot(other, "oolong", 1),
                snapshot(product, "tea", 3),
                snapshot(product, "forbidden", 2),
                removal(other, 2)));
        assertEquals("tea/3", title());
        assertEquals(
                1,
                new Asked(database)
                        .count("select count(*) from probe_product where product_id = $1 and removed", other));
        assertEquals(0, new Asked(database).count("select count(*) from dead_letter where key = $1", product));
    }

    private static ConsumerRecord<byte[], byte[]> removal(UUID id, long sequence) {
        return record(id, "ProductRemoved", null, sequence);
    }

    private static ConsumerRecord<byte[], byte[]> snapshot(UUID id, String title, long sequence) {
        return record(id, "ProductChanged", Published.encode(Published.snapshot(id, title, sequence)), sequence);
    }

    private static ConsumerRecord<byte[], byte[]> record(UUID id, String type, byte[] value, long sequence) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(
                "catalog.product.v1", 0, sequence, id.toString().getBytes(StandardCharsets.UTF_8), value);
        Published.headers(UUID.randomUUID(), type, sequence)
                .forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    @SafeVarargs
    private static ConsumerRecords<byte[], byte[]> poll(ConsumerRecord<byte[], byte[]>... records) {
        return new ConsumerRecords<>(Map.of(new TopicPartition("catalog.product.v1", 0), List.of(records)), Map.of());
    }

    @Test
    void aRemovalIsNotUndoneByAnOlderSnapshot() {
        Published.product(product, "tea", 1);
        TestTopics.produce(
                "catalog.product.v1",
                product.toString(),
                null,
                Published.headers(UUID.randomUUID(), "ProductRemoved", 2));
        awaitTitle("removed/2");
        Published.product(product, "tea", 3);
        awaitTitle("tea/3");
    }

    @Test
    void aRebuiltCopyEqualsTheLiveOneEvenWhereTheLiveOneWasDamaged() {
        Published.product(product, "right", 3);
        awaitTitle("right/3");
        database.run(tx -> tx.update("update probe_product set title = 'damaged' where product_id = $1", product));
        assertTrue(rebuilt("order.probe-products").startsWith("done "));
        assertEquals("right/3", title());
        Published.product(product, "righter", 4);
        awaitTitle("righter/4");
    }

    @Test
    void allCopiesAreRebuiltOnOneCommand() {
        Published.product(product, "right", 3);
        awaitTitle("right/3");
        database.run(tx -> tx.update("delete from probe_product where product_id = $1", product));
        String ended = rebuilt("*");
        assertTrue(ended.matches("done 1 copies, \\d+ records"), ended);
        assertEquals("right/3", title());
    }

    @Test
    void aRebuildHoldsNoTransactionOpenAndLosesNothingThatHappensMeanwhile() {
        Published.product(product, "first", 1);
        awaitTitle("first/1");
        Asked asked = new Asked(database);
        long id;
        try (Gate gate = new Gate(ProductProbe.GATE)) {
            id = asked.command("rebuild", "order.probe-products");
            await().until(() -> waitingAtTheGate() > 0);
            await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(4)).until(() -> waitingAtTheGate() > 0);
            // whoever holds it locked while it works is ended by the server after 25 s, and begins again for ever
            database.run(tx -> assertEquals(
                    1,
                    tx.list("select 1 from operator_command where kind = 'rebuild' and state = 'requested'"
                                    + " and claimed_until > now()")
                            .size()));
            assertEquals(0, idleInTransaction());
            Published.product(product, "second", 2);
        }
        assertTrue(asked.ended(id).startsWith("done "));
        awaitTitle("second/2");
    }

    @Test
    void aReaderInALongTransactionDelaysTheSwapAndDoesNotBreakIt() {
        Published.product(product, "read", 1);
        awaitTitle("read/1");
        Asked asked = new Asked(database);
        long[] id = new long[1];
        database.run(tx -> {
            tx.query("select count(*) from probe_product");
            id[0] = asked.command("rebuild", "order.probe-products");
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> asked.count("select count(*) from pg_locks l join pg_stat_activity a using (pid)"
                                    + " where not l.granted and a.query like 'drop table%'")
                            > 0);
            await().during(Duration.ofSeconds(3))
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> asked.commandRow(id[0]).getString("state").equals("requested"));
        });
        assertTrue(asked.ended(id[0]).startsWith("done "));
        assertEquals("read/1", title());
    }

    @Test
    void keysAndIndexesHaveTheirNamesAfterARebuildAndGeneratedColumnsTheirRule() {
        String before = definitions();
        assertTrue(rebuilt("order.probe-products").startsWith("done "));
        assertEquals(before, definitions());
        assertEquals(0, new Asked(database).count("select count(*) from pg_namespace where nspname like 'copy%'"));
        Published.product(product, "oolong", 1);
        awaitTitle("oolong/1");
        assertEquals(
                6,
                new Asked(database).count("select letters::bigint from probe_product where product_id = $1", product));
    }

    @Test
    void aRecordThatTheCopyRefusesIsLetteredAndDoesNotStopARebuild() {
        Published.product(product, "forbidden", 1);
        assertEquals("failed", new Asked(database).letter(product, "failed").getString("reason"));
        UUID other = UUID.randomUUID();
        Published.product(other, "allowed", 1);
        String ended = rebuilt("order.probe-products");
        assertTrue(ended.matches("done \\d+ records, \\d+ of them faulty and skipped"), ended);
        assertEquals("none", title());
        assertEquals(1, new Asked(database).count("select count(*) from probe_product where product_id = $1", other));
    }

    @Test
    void aCommandOfAReplicaThatDiedIsTakenOverOnceItsLeaseIsOver() {
        Asked asked = new Asked(database);
        long id = database.inTransaction(
                        tx -> tx.one(
                                "insert into operator_command (kind, target, claimed_by, claimed_until)"
                                        + " values ('rebuild', '*', gen_random_uuid(), now() + interval '3 seconds') returning id"))
                .orElseThrow()
                .getLong("id");
        await().during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(3))
                .until(() -> asked.commandRow(id).getString("state").equals("requested"));
        assertTrue(asked.ended(id).startsWith("done "));
    }

    private String rebuilt(String target) {
        Asked asked = new Asked(database);
        return asked.ended(asked.command("rebuild", target));
    }

    private long idleInTransaction() {
        return new Asked(database)
                .count("select count(*) from pg_stat_activity where state = 'idle in transaction'"
                        + " and datname = current_database() and xact_start < now() - interval '1 second'");
    }

    private long waitingAtTheGate() {
        return new Asked(database)
                .count(
                        "select count(*) from pg_locks where locktype = 'advisory' and not granted and objid::bigint = $1",
                        ProductProbe.GATE);
    }

    private String definitions() {
        return database
                .read(
                        tx -> tx.list(
                                """
                        select pg_get_indexdef(indexrelid) as d from pg_index where indrelid = 'probe_product'::regclass
                        union all
                        select conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
                          where conrelid = 'probe_product'::regclass
                        order by 1"""))
                .stream()
                .map(row -> row.getString("d"))
                .toList()
                .toString();
    }

    private void awaitTitle(String expected) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertEquals(expected, title()));
    }

    private String title() {
        return database.read(tx ->
                        tx.one("select title, removed, sequence from probe_product where product_id = $1", product))
                .map(row -> (row.getBoolean("removed") ? "removed" : row.getString("title"))
                        + '/'
                        + row.getLong("sequence"))
                .orElse("none");
    }
}
