package io.tresen.messaging.inbox;

import io.tresen.messaging.event.AvroCodec;
import io.tresen.messaging.event.Event;
import io.tresen.messaging.event.Raw;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/**
 * An event of this service's own that is newer than the backup which its database was restored from.
 *
 * @param event its attributes, without the value
 * @param causationId {@code ce_causationid}; null where nothing consumed caused it
 * @param toldAt Kafka's time of the record, in milliseconds since 1970
 */
public record ToldEvent(Event event, UUID causationId, long toldAt, Raw raw, AvroCodec codec) {

    /** Its value. @throws io.tresen.messaging.event.Unreadable when it is no such record */
    public <T extends SpecificRecord> T as(Class<T> type) {
        return codec.decode(raw.value(), type);
    }
}
