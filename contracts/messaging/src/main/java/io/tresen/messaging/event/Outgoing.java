package io.tresen.messaging.event;

import io.tresen.contracts.Topic;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/**
 * An event on its way into the outbox. Its sequence is taken there, under the lock of its key.
 *
 * @param type record name; for a tombstone the removal's name
 * @param value null makes a tombstone
 * @param aggregateVersion version for the header, needed by tombstones; 0 = none
 * @param cause event that this one follows from, or null
 */
public record Outgoing(
        Topic topic, UUID key, UUID businessId, String type, SpecificRecord value, long aggregateVersion, Event cause) {

    /** An event whose type is the record's name. */
    public static Outgoing of(Topic topic, UUID key, UUID businessId, SpecificRecord value) {
        String type = value.getSchema().getName();
        if (!topic.types().contains(type)) {
            throw new IllegalArgumentException(type + " does not belong on " + topic);
        }
        return new Outgoing(topic, key, businessId, type, value, 0, null);
    }

    /** A tombstone on a compacted topic: key and headers without a value. */
    public static Outgoing tombstone(Topic topic, UUID key, UUID businessId, String type, long version) {
        return new Outgoing(topic, key, businessId, type, null, version, null);
    }

    /** The same event with its cause, whose correlation and trace it continues. */
    public Outgoing causedBy(Event event) {
        return new Outgoing(topic, key, businessId, type, value, aggregateVersion, event);
    }
}
