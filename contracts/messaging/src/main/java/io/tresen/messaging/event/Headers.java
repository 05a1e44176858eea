package io.tresen.messaging.event;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.apache.kafka.common.header.Header;

/**
 * Reads the CloudEvents attributes of a record (CloudEvents 1.0, Kafka protocol binding, binary content mode) and our
 * extensions. What the inbox can't do without is checked here: id, type, key and sequence.
 */
public final class Headers {

    public static final String ID = "ce_id";
    public static final String TYPE = "ce_type";
    public static final String SOURCE = "ce_source";
    public static final String SUBJECT = "ce_subject";
    public static final String TIME = "ce_time";
    public static final String SPEC_VERSION = "ce_specversion";
    public static final String DATA_SCHEMA = "ce_dataschema";
    public static final String BUSINESS_ID = "ce_businessid";
    public static final String SEQUENCE = "ce_sequence";
    public static final String CAUSATION_ID = "ce_causationid";
    public static final String CORRELATION_ID = "ce_correlationid";
    public static final String AGGREGATE_VERSION = "ce_aggregateversion";
    public static final String TRACEPARENT = "traceparent";
    public static final String CONTENT_TYPE = "content-type";

    private static final int LONGEST = 1_000;

    private Headers() {}

    /**
     * The attributes of a record, its value not decoded.
     *
     * @throws Unreadable when id, type, key or sequence is missing or malformed
     */
    public static Event read(Raw raw) {
        UUID id = uuid(required(raw, ID), ID);
        String type = required(raw, TYPE);
        UUID key = uuid(key(raw), "key");
        long sequence = number(required(raw, SEQUENCE), SEQUENCE);
        if (sequence < 1) {
            throw new Unreadable("bad-header", SEQUENCE + " is " + sequence + ", it counts from 1");
        }
        String version = text(raw, AGGREGATE_VERSION);
        String business = text(raw, BUSINESS_ID);
        String correlation = text(raw, CORRELATION_ID);
        return new Event(
                id,
                type,
                raw.topic(),
                key,
                business == null ? null : uuid(business, BUSINESS_ID),
                sequence,
                version == null ? 0 : number(version, AGGREGATE_VERSION),
                correlation == null ? null : uuid(correlation, CORRELATION_ID),
                text(raw, TRACEPARENT),
                time(text(raw, TIME)),
                null);
    }

    /** What the event followed from; null where it does not say. */
    public static UUID causation(Raw raw) {
        String cause = text(raw, CAUSATION_ID);
        return cause == null ? null : uuid(cause, CAUSATION_ID);
    }

    private static String key(Raw raw) {
        if (raw.key() == null) {
            throw new Unreadable("no-key", "the record has no key");
        }
        return decode(raw.key(), "key");
    }

    private static String required(Raw raw, String name) {
        String value = text(raw, name);
        if (value == null) {
            throw new Unreadable("no-header", "the header " + name + " is missing");
        }
        return value;
    }

    private static String text(Raw raw, String name) {
        Header last = null;
        for (Header header : raw.headers()) {
            if (header.key().equals(name)) {
                last = header;
            }
        }
        return last == null || last.value() == null ? null : decode(last.value(), name);
    }

    private static String decode(byte[] bytes, String name) {
        if (bytes.length > LONGEST) {
            throw new Unreadable("bad-header", name + " has " + bytes.length + " bytes, at most " + LONGEST);
        }
        try {
            String value = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (value.indexOf('\0') >= 0) {
                throw new Unreadable("bad-header", name + " holds NUL");
            }
            return value;
        } catch (CharacterCodingException e) {
            throw new Unreadable("bad-header", name + " is not UTF-8");
        }
    }

    private static UUID uuid(String value, String name) {
        try {
            UUID id = UUID.fromString(value);
            if (id.toString().equalsIgnoreCase(value)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new Unreadable("bad-header", name + " is no UUID");
    }

    private static long number(String value, String name) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new Unreadable("bad-header", name + " is no integer");
        }
    }

    /** RFC 3339; without seconds too, as events of a full minute once had none. */
    private static Instant time(String value) {
        try {
            return value == null ? null : OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeException e) {
            throw new Unreadable("bad-header", TIME + " is no RFC 3339 time");
        }
    }
}
