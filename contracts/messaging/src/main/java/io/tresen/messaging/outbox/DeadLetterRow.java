package io.tresen.messaging.outbox;

import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Raw;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** An outbox row that carries a dead letter: original key, value and headers, and why and whence in headers of ours. */
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
        String[] names = raw.headerNames();
        Buffer[] values = raw.headerValues();
        String[] allNames = Arrays.copyOf(names, names.length + ours.size());
        Buffer[] allValues = Arrays.copyOf(values, values.length + ours.size());
        int at = names.length;
        for (Map.Entry<String, String> header : ours.entrySet()) {
            allNames[at] = header.getKey();
            allValues[at++] = Buffer.buffer(header.getValue().getBytes(StandardCharsets.UTF_8));
        }
        OutboxRows rows = new OutboxRows();
        String order = letter.toString();
        rows.addRaw(Outbox.shard(order), topic, order, raw.key(), allNames, allValues, raw.value());
        rows.insert(tx);
    }
}
