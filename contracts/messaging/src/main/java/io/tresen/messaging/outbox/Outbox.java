package io.tresen.messaging.outbox;

import static io.tresen.messaging.event.Headers.*;

import io.tresen.messaging.Ids;
import io.tresen.messaging.db.Asked;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.AvroCodec;
import io.tresen.messaging.event.Event;
import io.tresen.messaging.event.Outgoing;
import io.tresen.messaging.event.RecordFault;
import io.tresen.messaging.trace.Tracing;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Writes events in the transaction of the fact that they tell. The next sequence of each key is taken under the lock of
 * the key's row in {@code outbox_key}, keys in one fixed order, and only then do the rows get their ids: two transactions
 * on one key can't swap, and no two deadlock here as long as each gives all its events in one call.
 *
 * <p>An event has at most {@link #LARGEST} bytes, key and headers included. What the broker would never take must not get
 * into the outbox: nobody could get it out again, and its key would wait behind it for ever.
 */
@ApplicationScoped
public class Outbox {

    static final int SHARDS = 16;

    /** Bytes of an event: below Kafka's own limits (1 MB for the producer's request and for the broker's batch). */
    public static final int LARGEST = 900_000;

    private record Key(String topic, UUID key) {}

    private static final Comparator<Key> FIXED_ORDER =
            Comparator.comparing(Key::topic).thenComparing(key -> key.key().toString());

    private final AvroCodec codec;
    private final OutboxRelay relay;
    private final Tracing tracing;
    private final String source;

    Outbox(
            AvroCodec codec,
            OutboxRelay relay,
            Tracing tracing,
            @ConfigProperty(name = "tresen.service") String service) {
        this.codec = codec;
        this.relay = relay;
        this.tracing = tracing;
        this.source = "/tresen/" + service;
    }

    /** Adds events; those of one key keep the order of the call. */
    public void add(Tx tx, Outgoing... events) {
        add(tx, List.of(events));
    }

    /**
     * Adds events; those of one key keep the order of the call. Lock or change the aggregate's own row first.
     *
     * @throws io.tresen.messaging.event.RecordFault {@code event-too-large} beyond {@link #LARGEST} bytes; limit what a
     *     client may send so that it never comes to this
     */
    public void add(Tx tx, List<Outgoing> events) {
        if (events.isEmpty()) {
            return;
        }
        SortedMap<Key, Long> counts = counts(events);
        Asked taken = askForSequences(tx, counts);
        // PostgreSQL takes them, and does what was sent before, meanwhile
        Iterator<byte[]> values = events.stream().map(this::encode).toList().iterator();
        Map<Key, Long> next = first(taken, counts);
        OutboxRows rows = new OutboxRows();
        for (Outgoing event : events) {
            Key key = new Key(event.topic().name(), event.key());
            long sequence = next.merge(key, 1L, Long::sum) - 1;
            String text = event.key().toString();
            byte[] value = values.next();
            Map<String, String> headers = headers(event, sequence);
            refuseTooLarge(event, text, headers, value);
            rows.add(shard(text), event.topic().name(), text, headers, value);
        }
        rows.insert(tx);
        tx.afterCommit(relay::wake);
    }

    private static SortedMap<Key, Long> counts(List<Outgoing> events) {
        SortedMap<Key, Long> counts = new TreeMap<>(FIXED_ORDER);
        events.forEach(event -> counts.merge(new Key(event.topic().name(), event.key()), 1L, Long::sum));
        return counts;
    }

    private static Asked askForSequences(Tx tx, SortedMap<Key, Long> counts) {
        List<Key> keys = List.copyOf(counts.keySet());
        return tx.ask(
                """
                insert into outbox_key (topic, key, last_sequence)
                select topic, key, n from unnest($1::text[], $2::uuid[], $3::bigint[]) as k (topic, key, n)
                on conflict (topic, key) do update set last_sequence = outbox_key.last_sequence + excluded.last_sequence
                returning topic, key, last_sequence""",
                keys.stream().map(Key::topic).toArray(String[]::new),
                keys.stream().map(Key::key).toArray(UUID[]::new),
                counts.values().toArray(Long[]::new));
    }

    /** For each key the first sequence that its events get. */
    private static Map<Key, Long> first(Asked taken, Map<Key, Long> counts) {
        Map<Key, Long> first = new HashMap<>();
        for (Row row : taken.rows()) {
            Key key = new Key(row.getString("topic"), row.getUUID("key"));
            first.put(key, row.getLong("last_sequence") - counts.get(key) + 1);
        }
        return first;
    }

    private static void refuseTooLarge(Outgoing event, String key, Map<String, String> headers, byte[] value) {
        long bytes = key.length() + (value == null ? 0 : value.length);
        for (Map.Entry<String, String> header : headers.entrySet()) {
            bytes += header.getKey().length() + header.getValue().length();
        }
        if (bytes > LARGEST) {
            throw new RecordFault(
                    "event-too-large", event.type() + " would have " + bytes + " bytes, at most " + LARGEST);
        }
    }

    private byte[] encode(Outgoing event) {
        return event.value() == null ? null : codec.encode(event.value());
    }

    private Map<String, String> headers(Outgoing event, long sequence) {
        Map<String, String> headers = new LinkedHashMap<>();
        UUID id = Ids.v7();
        headers.put(SPEC_VERSION, "1.0");
        headers.put(ID, id.toString());
        headers.put(TYPE, event.type());
        headers.put(SOURCE, source);
        headers.put(SUBJECT, event.key().toString());
        headers.put(TIME, Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        headers.put(BUSINESS_ID, event.businessId().toString());
        headers.put(SEQUENCE, Long.toString(sequence));
        Event cause = event.cause();
        UUID correlation = cause == null || cause.correlationId() == null ? id : cause.correlationId();
        headers.put(CORRELATION_ID, correlation.toString());
        if (cause != null) {
            headers.put(CAUSATION_ID, cause.id().toString());
        }
        // the cause's, which may have waited in a table since it was handled; else the request's
        String trace = cause == null || cause.traceparent() == null ? tracing.current() : cause.traceparent();
        if (trace != null) {
            headers.put(TRACEPARENT, trace);
        }
        if (event.aggregateVersion() > 0) {
            headers.put(AGGREGATE_VERSION, Long.toString(event.aggregateVersion()));
        }
        if (event.value() != null) {
            headers.put(DATA_SCHEMA, codec.address(event.value()));
            headers.put(CONTENT_TYPE, "application/avro");
        }
        return headers;
    }

    /** A key's shard; the same on every replica and in every version. */
    public static int shard(String key) {
        return Math.floorMod(key.hashCode(), SHARDS);
    }
}
