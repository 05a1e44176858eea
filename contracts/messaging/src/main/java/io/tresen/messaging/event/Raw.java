package io.tresen.messaging.event;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * A record as it lay in the topic, byte for byte: what a dead letter keeps and a replay reads again.
 *
 * @param key may be null
 * @param value may be null
 */
public record Raw(String topic, int partition, long offset, byte[] key, byte[] value, List<Header> headers) {

    /** Takes a record over from Kafka's client. */
    public static Raw of(ConsumerRecord<byte[], byte[]> record) {
        return new Raw(
                record.topic(),
                record.partition(),
                record.offset(),
                record.key(),
                record.value(),
                List.of(record.headers().toArray()));
    }

    /** The same place with other content. */
    public Raw with(byte[] otherKey, byte[] otherValue, List<Header> otherHeaders) {
        return new Raw(topic, partition, offset, otherKey, otherValue, otherHeaders);
    }

    /** Names of the headers; NUL, which PostgreSQL's text can't hold, is shown as U+FFFD. */
    public String[] headerNames() {
        return headers.stream().map(h -> h.key().replace('\0', '\uFFFD')).toArray(String[]::new);
    }

    /** Values of the headers in the same order; an absent value becomes an empty one. */
    public io.vertx.core.buffer.Buffer[] headerValues() {
        return headers.stream()
                .map(h -> io.vertx.core.buffer.Buffer.buffer(h.value() == null ? new byte[0] : h.value()))
                .toArray(io.vertx.core.buffer.Buffer[]::new);
    }

    /** Rebuilds headers from the two arrays that tables keep. */
    public static List<Header> headers(String[] names, io.vertx.core.buffer.Buffer[] values) {
        List<Header> headers = new java.util.ArrayList<>(names.length);
        for (int i = 0; i < names.length; i++) {
            headers.add(new RecordHeader(names[i], values[i].getBytes()));
        }
        return headers;
    }
}
