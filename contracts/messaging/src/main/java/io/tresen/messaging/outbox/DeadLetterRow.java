package io.tresen.messaging.outbox;

import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Raw;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.header.Header;

/**
 * An outbox row that carries a dead letter: original key, value and headers, and why and whence in headers of ours. What
 * is larger than {@link Outbox#LARGEST} with them is left out, largest part first, and {@code dlq_left_out} says so: a
 * letter that Kafka does not take would lie in the outbox for ever. The table {@code dead_letter} has it whole.
 */
public final class DeadLetterRow {

    private DeadLetterRow() {}

    /** Inserts the row; it takes no sequence, because it continues nobody's story. */
    public static void insert(
            Tx tx, String topic, Raw raw, String consumer, String reason, String detail, UUID letter) {
        Map<String, String> ours = new LinkedHashMap<>();
        ours.put("dlq_letter_id", letter.toString());
        ours.put("dlq_consumer", consumer);
        ours.put("dlq_reason", reason);
        ours.put("dlq_detail", detail);
        ours.put("dlq_topic", raw.topic());
        ours.put("dlq_partition", Integer.toString(raw.partition()));
        ours.put("dlq_offset", Long.toString(raw.offset()));
        Raw fitting = fitting(raw, ours);
        List<String> names = new ArrayList<>(List.of(fitting.headerNames()));
        List<Buffer> values = new ArrayList<>(List.of(fitting.headerValues()));
        ours.forEach((name, value) -> {
            names.add(name);
            values.add(Buffer.buffer(value.getBytes(StandardCharsets.UTF_8)));
        });
        OutboxRows rows = new OutboxRows();
        String order = letter.toString();
        rows.addRaw(
                Outbox.shard(order),
                topic,
                order,
                fitting.key(),
                names.toArray(String[]::new),
                values.toArray(Buffer[]::new),
                fitting.value());
        rows.insert(tx);
    }

    private static Raw fitting(Raw raw, Map<String, String> ours) {
        long own = ours.entrySet().stream()
                .mapToLong(
                        header -> header.getKey().length() + header.getValue().getBytes(StandardCharsets.UTF_8).length)
                .sum();
        Raw fitting = raw;
        List<String> leftOut = new ArrayList<>();
        while (own + size(fitting.key()) + size(fitting.value()) + size(fitting.headers()) > Outbox.LARGEST) {
            long headers = size(fitting.headers());
            if (size(fitting.value()) >= Math.max(headers, size(fitting.key()))) {
                leftOut.add("value");
                fitting = fitting.with(fitting.key(), null, fitting.headers());
            } else if (headers >= size(fitting.key())) {
                leftOut.add("headers");
                fitting = fitting.with(fitting.key(), fitting.value(), List.of());
            } else {
                leftOut.add("key");
                fitting = fitting.with(null, fitting.value(), fitting.headers());
            }
        }
        if (!leftOut.isEmpty()) {
            ours.put("dlq_left_out", String.join(",", leftOut));
        }
        return fitting;
    }

    private static long size(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    /** Names are counted as UTF-8, and with what Kafka adds to each. */
    private static long size(List<Header> headers) {
        return headers.stream()
                .mapToLong(header -> header.key().getBytes(StandardCharsets.UTF_8).length + size(header.value()) + 10L)
                .sum();
    }
}
