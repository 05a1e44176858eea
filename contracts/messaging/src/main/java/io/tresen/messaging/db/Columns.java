package io.tresen.messaging.db;

import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;

/** Reads columns whose Java type is awkward. */
public final class Columns {

    private Columns() {}

    /** A bytea column; null where the column is null. */
    public static byte[] bytes(Row row, String column) {
        Buffer buffer = row.getDelegate().getBuffer(column);
        return buffer == null ? null : buffer.getBytes();
    }

    /** A bytea[] column. */
    public static Buffer[] buffers(Row row, String column) {
        return row.getDelegate().getArrayOfBuffers(column);
    }

    /** A bytea parameter; null stays null. */
    public static Buffer buffer(byte[] bytes) {
        return bytes == null ? null : Buffer.buffer(bytes);
    }
}
