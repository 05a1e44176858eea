package io.tresen.messaging.event;

import java.time.Instant;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/**
 * A consumed event: its CloudEvents attributes and, where this consumer handles the type, its decoded value.
 *
 * @param id {@code ce_id}, the same in every redelivery
 * @param type {@code ce_type}, the Avro record's name without namespace
 * @param topic where it was read
 * @param key id of the aggregate
 * @param businessId {@code ce_businessid}, the tenant
 * @param sequence {@code ce_sequence}: 1, 2, 3 … per key and topic
 * @param aggregateVersion version carried in the header, needed by tombstones, which have no value; 0 where absent
 * @param correlationId {@code ce_correlationid}: one shopper's request through all services; null where absent
 * @param traceparent W3C trace context; null where absent
 * @param time {@code ce_time}, for people
 * @param value decoded value; null for a tombstone and for a type that is not handled here
 */
public record Event(
        UUID id,
        String type,
        String topic,
        UUID key,
        UUID businessId,
        long sequence,
        long aggregateVersion,
        UUID correlationId,
        String traceparent,
        Instant time,
        SpecificRecord value) {

    /** The value as its generated class. */
    public <T extends SpecificRecord> T as(Class<T> type) {
        return type.cast(value);
    }

    /** The same event with its decoded value. */
    public Event with(SpecificRecord decoded) {
        return new Event(
                id,
                type,
                topic,
                key,
                businessId,
                sequence,
                aggregateVersion,
                correlationId,
                traceparent,
                time,
                decoded);
    }

    /** The same event at another place of its trace: in the span that handles it. */
    public Event in(String span) {
        return new Event(
                id, type, topic, key, businessId, sequence, aggregateVersion, correlationId, span, time, value);
    }
}
