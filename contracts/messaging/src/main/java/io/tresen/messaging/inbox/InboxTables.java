package io.tresen.messaging.inbox;

import io.tresen.contracts.Topic;
import io.tresen.messaging.db.Asked;
import io.tresen.messaging.db.Columns;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import io.tresen.messaging.event.Raw;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** SQL of one consumer's inbox. */
final class InboxTables {

    /** An event that waits behind its key. */
    record Parked(long id, long sequence, Raw raw) {}

    /**
     * What a transaction has in hand.
     *
     * @param keys of all events, locked
     * @param fresh ids that were not there
     */
    record Taken(Map<UUID, KeyState> keys, Set<UUID> fresh) {}

    /** Ids on compacted topics: a redelivery after this long is told by its sequence. */
    private static final Duration COMPACTED = Duration.ofDays(400);

    private final String consumer;
    private final Topic topic;
    private final Duration kept;

    InboxTables(String consumer, Topic topic) {
        this.consumer = consumer;
        this.topic = topic;
        this.kept = topic.retention().orElse(COMPACTED).plusDays(1);
    }

    /**
     * Locks the rows of all keys and reads them; inserts the ids of all events. Rows of new keys are made, and locked by that.
     * Known keys are locked in one order, then new ones, then those that another transaction made meanwhile: not one order for
     * all. A key's events come to one consumer at a time, so two batches with the same keys meet around a rebalance only; if they
     * deadlock then, the one that PostgreSQL ends is repeated as after any outage ({@link io.tresen.messaging.db.Outage}).
     */
    Taken take(Tx tx, List<Incoming> incoming) {
        UUID[] keys = distinct(incoming, Event::key);
        Map<UUID, KeyState> states = lockKnown(tx, keys);
        UUID[] unknown = without(keys, states);
        Asked made = unknown.length == 0 ? null : make(tx, unknown);
        Asked inserted = tx.ask(
                """
                insert into inbox_event (consumer, event_id, expires_at)
                select $1, id, $3 from unnest($2::uuid[]) as e (id) order by id
                on conflict do nothing returning event_id""",
                consumer,
                distinct(incoming, Event::id),
                Instant.now().plus(kept).atOffset(ZoneOffset.UTC));
        if (made != null) {
            readMade(tx, states, made, keys);
        }
        Set<UUID> fresh = new HashSet<>();
        inserted.rows().forEach(row -> fresh.add(row.getUUID("event_id")));
        return new Taken(states, fresh);
    }

    /** Locks a key's row, which is made if need be, and reads it. */
    KeyState lock(Tx tx, UUID key) {
        UUID[] keys = {key};
        Map<UUID, KeyState> states = lockKnown(tx, keys);
        if (states.isEmpty()) {
            readMade(tx, states, make(tx, keys), keys);
        }
        return states.get(key);
    }

    private Map<UUID, KeyState> lockKnown(Tx tx, UUID[] keys) {
        Map<UUID, KeyState> states = new HashMap<>();
        read(
                states,
                tx.query(
                        """
                        select key, last_sequence, parked_because from inbox_key
                        where consumer = $1 and topic = $2 and key = any ($3::uuid[]) order by key for update""",
                        consumer,
                        topic.name(),
                        keys));
        return states;
    }

    private Asked make(Tx tx, UUID[] keys) {
        return tx.ask(
                """
                insert into inbox_key (consumer, topic, key)
                select $1, $2, key from unnest($3::uuid[]) as k (key) order by key
                on conflict do nothing returning key, last_sequence, parked_because""",
                consumer,
                topic.name(),
                keys);
    }

    /** What another transaction has made since the look is there by now, and is locked then. */
    private void readMade(Tx tx, Map<UUID, KeyState> states, Asked made, UUID[] keys) {
        read(states, made.rows());
        UUID[] others = without(keys, states);
        if (others.length > 0) {
            states.putAll(lockKnown(tx, others));
        }
    }

    private static UUID[] distinct(List<Incoming> incoming, Function<Event, UUID> of) {
        return incoming.stream()
                .map(Incoming::event)
                .filter(Objects::nonNull)
                .map(of)
                .distinct()
                .toArray(UUID[]::new);
    }

    private static UUID[] without(UUID[] keys, Map<UUID, KeyState> states) {
        return Arrays.stream(keys).filter(key -> !states.containsKey(key)).toArray(UUID[]::new);
    }

    private static void read(Map<UUID, KeyState> states, RowSet<Row> rows) {
        for (Row row : rows) {
            UUID key = row.getUUID("key");
            states.put(key, new KeyState(key, row.getLong("last_sequence"), row.getString("parked_because")));
        }
    }

    void save(Tx tx, KeyState state) {
        save(tx, Map.of(state.key(), state));
    }

    void save(Tx tx, Map<UUID, KeyState> states) {
        Collection<KeyState> all = states.values();
        tx.send(
                """
                update inbox_key k set last_sequence = s.last, parked_because = s.because
                from unnest($3::uuid[], $4::bigint[], $5::text[]) as s (key, last, because)
                where k.consumer = $1 and k.topic = $2 and k.key = s.key""",
                consumer,
                topic.name(),
                all.stream().map(KeyState::key).toArray(UUID[]::new),
                all.stream().map(KeyState::last).toArray(Long[]::new),
                all.stream().map(KeyState::parkedBecause).toArray(String[]::new));
    }

    void park(Tx tx, Incoming one) {
        Raw raw = one.raw();
        tx.send(
                """
                insert into parked_event
                  (consumer, topic, key, sequence, partition_no, offset_no, header_names, header_values, value)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9)""",
                consumer,
                topic.name(),
                one.event().key(),
                one.event().sequence(),
                raw.partition(),
                raw.offset(),
                raw.headerNames(),
                raw.headerValues(),
                Columns.buffer(raw.value()));
    }

    /** The first of what waits behind a key, in order. */
    List<Parked> waiting(Tx tx, UUID key) {
        return tx
                .list(
                        """
                        select id, key, sequence, partition_no, offset_no, header_names, header_values, value
                        from parked_event where consumer = $1 and topic = $2 and key = $3
                        order by sequence, id limit 200""",
                        consumer,
                        topic.name(),
                        key)
                .stream()
                .map(this::parked)
                .toList();
    }

    void unpark(Tx tx, Parked parked) {
        tx.send("delete from parked_event where id = $1", parked.id());
    }

    private Parked parked(Row row) {
        Raw raw = new Raw(
                topic.name(),
                row.getInteger("partition_no"),
                row.getLong("offset_no"),
                row.getUUID("key").toString().getBytes(StandardCharsets.UTF_8),
                Columns.bytes(row, "value"),
                Raw.headers(row.getArrayOfStrings("header_names"), Columns.buffers(row, "header_values")));
        return new Parked(row.getLong("id"), row.getLong("sequence"), raw);
    }
}
