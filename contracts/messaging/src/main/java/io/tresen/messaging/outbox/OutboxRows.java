package io.tresen.messaging.outbox;

import io.tresen.messaging.db.Columns;
import io.tresen.messaging.db.Tx;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Rows for the outbox, inserted by one statement. */
final class OutboxRows {

    private static final String INSERT =
            """
            insert into outbox_event (shard, topic, key, key_bytes, keyless, header_names, header_values, value)
            values ($1, $2, $3, $4, $5, $6, $7, $8)""";

    private final List<Object[]> rows = new ArrayList<>();

    /** An event of ours: its key is text. */
    void add(int shard, String topic, String key, Map<String, String> headers, byte[] value) {
        String[] names = headers.keySet().toArray(String[]::new);
        rows.add(new Object[] {
            (short) shard, topic, key, null, false, names, bytes(headers.values()), Columns.buffer(value)
        });
    }

    /** Somebody's record: its key may be any bytes, or none; {@code order} stands for it in the relay. */
    void addRaw(int shard, String topic, String order, byte[] key, String[] names, Buffer[] values, byte[] value) {
        rows.add(new Object[] {
            (short) shard, topic, order, Columns.buffer(key), key == null, names, values, Columns.buffer(value)
        });
    }

    void insert(Tx tx) {
        tx.batch(INSERT, rows);
    }

    static Buffer[] bytes(Collection<String> values) {
        return values.stream()
                .map(value -> Buffer.buffer(value.getBytes(StandardCharsets.UTF_8)))
                .toArray(Buffer[]::new);
    }
}
