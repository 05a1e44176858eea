package io.tresen.messaging.inbox;

import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Raw;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Rebuilds a copy: new tables in a schema of their own, the whole topic through the same handlers, then a swap under the
 * lock that the live consumer shares. The new tables have then seen at least what the live ones have. Nothing is sent.
 */
@ApplicationScoped
class CopyRebuild {

    private static final Logger LOG = Logger.getLogger(CopyRebuild.class);
    private static final String SCHEMA = "copy_rebuild";
    private static final int BATCH = 500;

    private final Consumers consumers;

    CopyRebuild(Consumers consumers) {
        this.consumers = consumers;
    }

    /** Rebuilds and returns how many records were read. */
    long rebuild(EventCopy copy) {
        consumers.database.run(tx -> prepare(tx, copy));
        long read = 0;
        try (WholeTopic whole = new WholeTopic(consumers.bootstrap, copy.topic().name(), true)) {
            Map<TopicPartition, Long> ends = whole.ends();
            while (!whole.reached(ends)) {
                read += takeIn(copy, whole);
            }
            LOG.infof("Copy %s: %d records read, swapping the tables", copy.name(), read);
            consumers.database.run(tx -> swap(tx, copy, whole));
        }
        return read;
    }

    private long takeIn(EventCopy copy, WholeTopic whole) {
        List<Incoming> incoming = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : whole.poll(Duration.ofMillis(500))) {
            incoming.add(copy.read(Raw.of(record)));
        }
        for (int from = 0; from < incoming.size(); from += BATCH) {
            List<Incoming> part = incoming.subList(from, Math.min(incoming.size(), from + BATCH));
            consumers.database.run(tx -> {
                useNewTables(tx);
                store(tx, copy, part);
            });
        }
        return incoming.size();
    }

    private static void prepare(Tx tx, EventCopy copy) {
        tx.query("create schema if not exists " + SCHEMA);
        for (String table : copy.tables()) {
            tx.query("drop table if exists " + SCHEMA + '.' + table);
            tx.query("create table " + SCHEMA + '.' + table + " (like public." + table + " including all)");
        }
    }

    /** What was lettered when it was live is skipped: its letter is still there. */
    private static void store(Tx tx, EventCopy copy, List<Incoming> incoming) {
        copy.apply(tx, incoming.stream().filter(one -> !one.faulty()).toList());
    }

    private void swap(Tx tx, EventCopy copy, WholeTopic whole) {
        tx.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", copy.lockName());
        useNewTables(tx);
        Map<TopicPartition, Long> ends = whole.ends();
        while (!whole.reached(ends)) {
            List<Incoming> incoming = new ArrayList<>();
            whole.poll(Duration.ofMillis(500)).forEach(record -> incoming.add(copy.read(Raw.of(record))));
            store(tx, copy, incoming);
        }
        for (String table : copy.tables()) {
            tx.query("drop table public." + table);
            tx.query("alter table " + SCHEMA + '.' + table + " set schema public");
        }
    }

    /** For the rest of the transaction the handlers' SQL finds the new tables. */
    private static void useNewTables(Tx tx) {
        tx.query("select set_config('search_path', $1, true)", SCHEMA + ", public");
    }
}
