package io.tresen.messaging.outbox;

import io.tresen.messaging.db.Columns;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Raw;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * One turn of a relay worker: takes the shard that has waited longest and has something to send, at most 500 of its rows
 * in id order, sends them, and deletes them in the same transaction. Anything not acknowledged within the producer's
 * delivery time-out rolls the whole turn back; what was acknowledged is then sent again, with the same event ids.
 */
@ApplicationScoped
class ShardTurn {

    /** Bounds the transaction: an hour's backlog is many short turns, not one long one. */
    private static final int AT_MOST = 500;

    /** The producer gives up by itself after 10 s; this is for a client that does not answer at all. */
    private static final int PATIENCE_S = 15;

    // A scalar subquery and an array, not EXISTS and IN: on statistics of an almost empty table the planner picks plans
    // for those that are quadratic in the backlog.
    private static final String PICK =
            """
            select shard from outbox_shard s
            where (select 1 from outbox_event e where e.shard = s.shard limit 1) is not null
            order by served_at limit 1 for update skip locked""";
    private static final String SERVED = "update outbox_shard set served_at = clock_timestamp() where shard = $1";
    private static final String TAKE =
            """
            delete from outbox_event
            where id = any (array(select id from outbox_event where shard = $1 order by id limit $2))
            returning id, topic, key, key_bytes, keyless, header_names, header_values, value""";

    private final OutboxProducer producer;

    ShardTurn(OutboxProducer producer) {
        this.producer = producer;
    }

    /** Serves one shard; false when there is nothing to send. */
    boolean serve(Tx tx) {
        Short shard = tx.one(PICK).map(row -> row.getShort("shard")).orElse(null);
        if (shard == null) {
            return false;
        }
        tx.update(SERVED, shard);
        List<Row> rows = tx.list(TAKE, shard, AT_MOST);
        rows.sort(Comparator.comparing(row -> row.getLong("id")));
        sendAll(rows);
        return true;
    }

    private void sendAll(List<Row> rows) {
        Map<String, Queue<ProducerRecord<byte[], byte[]>>> byKey = new LinkedHashMap<>();
        for (Row row : rows) {
            byKey.computeIfAbsent(row.getString("topic") + '/' + row.getString("key"), k -> new ArrayDeque<>())
                    .add(record(row));
        }
        Producer<byte[], byte[]> open = producer.get();
        CompletableFuture<?>[] chains = byKey.values().stream()
                .map(queue -> {
                    CompletableFuture<Void> done = new CompletableFuture<>();
                    sendNext(open, queue, done);
                    return done;
                })
                .toArray(CompletableFuture[]::new);
        await(CompletableFuture.allOf(chains));
    }

    /** A key's next event leaves once the one before it is acknowledged. */
    private static void sendNext(
            Producer<byte[], byte[]> producer,
            Queue<ProducerRecord<byte[], byte[]>> queue,
            CompletableFuture<Void> done) {
        ProducerRecord<byte[], byte[]> record = queue.poll();
        if (record == null) {
            done.complete(null);
            return;
        }
        try {
            producer.send(record, (metadata, error) -> {
                if (error != null) {
                    done.completeExceptionally(error);
                } else {
                    sendNext(producer, queue, done);
                }
            });
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
        }
    }

    private void await(CompletableFuture<Void> all) {
        try {
            all.get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException | TimeoutException | CompletionException e) {
            producer.renew();
            throw new KafkaException("Kafka did not take the outbox's rows", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while sending", e);
        }
    }

    private static ProducerRecord<byte[], byte[]> record(Row row) {
        String key = row.getString("key");
        byte[] keyBytes = Columns.bytes(row, "key_bytes");
        byte[] raw = keyBytes != null ? keyBytes : key.getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(
                row.getString("topic"),
                null,
                row.getBoolean("keyless") ? null : raw,
                Columns.bytes(row, "value"),
                Raw.headers(row.getArrayOfStrings("header_names"), Columns.buffers(row, "header_values")));
    }
}
