package io.tresen.messaging.outbox;

import io.tresen.messaging.Failpoint;
import io.tresen.messaging.db.Columns;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Raw;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * One turn of a relay worker: takes the shards that have something to send and are in nobody's hands, together at most 500 of
 * their rows, each shard's in id order, sends them, and deletes what was acknowledged in the same transaction. What was not
 * stays and is passed over for a while ({@link Obstacles}): neither an event that Kafka refuses nor a partition without leader
 * holds up the others. While there is an obstacle a turn takes one shard, the one that has waited longest, so that a try of it
 * holds up no other.
 * A turn that ends with its connection leaves all its rows; they are sent again, with the same event ids.
 */
@ApplicationScoped
class ShardTurn {

    /**
     * What a turn found to do, and what it could not do.
     *
     * @param idle nothing is in the outbox
     * @param obstructed the shards have only what Kafka did not take lately
     * @param full a shard may have more than the turn took
     */
    record Outcome(boolean idle, boolean obstructed, boolean full, Exception trouble) {

        static final Outcome IDLE = new Outcome(true, false, false, null);
        static final Outcome OBSTRUCTED = new Outcome(false, true, false, null);

        static Outcome failed(Exception trouble) {
            return new Outcome(false, false, false, trouble);
        }

        static Outcome sent(boolean full, Exception trouble) {
            return new Outcome(false, false, full, trouble);
        }

        /** It sent something, and nothing was in its way. */
        boolean isClear() {
            return !idle && !obstructed && trouble == null;
        }

        /** Nothing was in its way, and there may be more to send than it could take. */
        boolean leftSome() {
            return full && isClear();
        }
    }

    /** A row of the outbox. */
    record Pending(long id, short shard, String topic, String key, ProducerRecord<byte[], byte[]> record) {

        private long bytes() {
            return record.value() == null ? 0 : record.value().length;
        }
    }

    /** Bounds the transaction: an hour's backlog is many short turns, not one long one. */
    static final int AT_MOST = 500;

    /** Below the producer's buffer, 32 MB for all workers of a replica. */
    static final long AT_MOST_BYTES = 8 << 20;

    /** How far a turn looks for a row with nothing in its way. */
    private static final int AT_MOST_LOOKED = 100_000;

    /** Below every id. */
    private static final long FIRST = Long.MIN_VALUE;

    // A scalar subquery and an array, not EXISTS and IN: on statistics of an almost empty table the planner picks plans
    // for those that are quadratic in the backlog.
    private static final String PICK_ALL =
            """
            select shard from outbox_shard s
            where (select 1 from outbox_event e where e.shard = s.shard limit 1) is not null
            for update skip locked""";
    private static final String PICK_LONGEST_UNSERVED =
            """
            update outbox_shard set served_at = clock_timestamp() where shard = any (array(
              select shard from outbox_shard s
              where (select 1 from outbox_event e where e.shard = s.shard limit 1) is not null
              order by served_at limit 1 for update skip locked))
            returning shard""";
    // by the index: where much was deleted, the table begins with pages that hold nothing any more
    private static final String ANY = "select 1 from outbox_event order by id limit 1";
    // the shards' rows are locked, so nobody else deletes these
    private static final String NEXT =
            """
            select id, shard, topic, key, key_bytes, keyless, header_names, header_values, value
            from outbox_event where id = any (array(
              select sized.id from unnest($1::smallint[]) as taken (shard) cross join lateral (
                select id, sum(coalesce(octet_length(value), 0)::bigint) over (order by id) - coalesce(octet_length(value), 0)
                  as bytes_before
                from (select id, value from outbox_event e where e.shard = taken.shard and id > $2 order by id limit $3) head
              ) sized
              where bytes_before <= $4))
            order by id""";
    private static final String REMOVE = "delete from outbox_event where id = any ($1::bigint[])";

    private final OutboxProducer producer;
    private final Obstacles obstacles = new Obstacles();

    ShardTurn(OutboxProducer producer) {
        this.producer = producer;
    }

    /** Whether there is anything to send; one statement. An empty outbox holds nothing that Kafka would not take. */
    boolean isWaiting(Tx tx) {
        boolean waiting = tx.one(ANY).isPresent();
        if (!waiting) {
            obstacles.forget();
        }
        return waiting;
    }

    /** Whether there is something that Kafka does not take. */
    boolean isObstructed() {
        return !obstacles.none();
    }

    Outcome serve(Tx tx) {
        boolean clear = obstacles.none();
        Short[] shards = tx.list(clear ? PICK_ALL : PICK_LONGEST_UNSERVED).stream()
                .map(row -> row.getShort("shard"))
                .toArray(Short[]::new);
        if (shards.length == 0) {
            return Outcome.IDLE;
        }
        Producer<byte[], byte[]> open = producer.get();
        boolean all = clear || obstacles.mayTryAll(System.nanoTime());
        List<Pending> rows = all ? next(tx, FIRST, shards) : unobstructed(tx, shards[0], open);
        if (rows.isEmpty()) {
            return Outcome.OBSTRUCTED;
        }
        Sending sending = new Sending(open, tx::lost);
        Failpoint.reached(Failpoint.OUTBOX_SENDING);
        sending.send(rows);
        if (!sending.acknowledged().isEmpty()) {
            Failpoint.reached(Failpoint.OUTBOX_ACKNOWLEDGED);
        }
        if (sending.producerIsSilent() || endsProducer(sending.trouble())) {
            producer.renew(open);
        }
        obstacles.learn(sending, all, System.nanoTime());
        tx.update(REMOVE, (Object)
                sending.acknowledged().stream().map(sent -> sent.row().id()).toArray(Long[]::new));
        return Outcome.sent(isFull(rows, shards.length), sending.trouble());
    }

    /** Whether one of so many shards gave as many rows or bytes as it may, and so may have more. */
    static boolean isFull(List<Pending> rows, int shards) {
        return rows.stream()
                .collect(Collectors.groupingBy(Pending::shard, Collectors.summarizingLong(Pending::bytes)))
                .values()
                .stream()
                .anyMatch(one -> one.getCount() >= AT_MOST / shards || one.getSum() > AT_MOST_BYTES / shards);
    }

    /** The shards' oldest rows behind an id, as many of each. */
    private static List<Pending> next(Tx tx, long behind, Short... shards) {
        return tx.list(NEXT, shards, behind, AT_MOST / shards.length, AT_MOST_BYTES / shards.length).stream()
                .map(ShardTurn::pending)
                .toList();
    }

    /** A shard's oldest rows with nothing in their way; found here and not in SQL, for the planner's sake again. */
    private List<Pending> unobstructed(Tx tx, short shard, Producer<byte[], byte[]> open) {
        List<Pending> free = new ArrayList<>();
        long behind = FIRST;
        for (int looked = 0; looked < AT_MOST_LOOKED && free.size() < AT_MOST; looked += AT_MOST) {
            List<Pending> page = next(tx, behind, shard);
            if (page.isEmpty()) {
                return free;
            }
            page.stream().filter(row -> !obstacles.inFrontOf(row, open)).forEach(free::add);
            behind = page.get(page.size() - 1).id();
        }
        return free;
    }

    /**
     * After a time-out the producer itself raises its epoch, so that the broker refuses what is still on the way from
     * before; a new producer would be a stranger to it, and an old event could arrive behind its successor. A refused
     * event (too large, no such topic) says nothing against the producer.
     */
    private static boolean endsProducer(Exception trouble) {
        return trouble instanceof ProducerFencedException
                || trouble instanceof InvalidProducerEpochException
                || trouble instanceof OutOfOrderSequenceException
                || trouble instanceof AuthenticationException
                || trouble instanceof UnsupportedVersionException
                || trouble instanceof ClusterAuthorizationException
                || trouble instanceof IllegalStateException
                || trouble instanceof KafkaException && !(trouble instanceof ApiException);
    }

    private static Pending pending(Row row) {
        return new Pending(
                row.getLong("id"), row.getShort("shard"), row.getString("topic"), row.getString("key"), record(row));
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
