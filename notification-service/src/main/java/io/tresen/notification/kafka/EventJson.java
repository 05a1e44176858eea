package io.tresen.notification.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tresen.messaging.event.Event;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/**
 * An event as a business's app gets it: {@code {id, type, time, data}}, data being the record's fields under their names;
 * enums are lower-case words and times RFC 3339, as in REST. What is null is left out. So is what only one recipient may
 * have: sealed fields, and what opens the shopper's pay page or receipt for anybody.
 */
final class EventJson {

    private static final Set<String> NOT_TOLD = Set.of("pay_token", "receipt_key");
    private static final String SEALED = "sealed_";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private EventJson() {}

    static ObjectNode of(Event event, Instant occurredAt) {
        ObjectNode whole = JSON.objectNode()
                .put("id", event.id().toString())
                .put("type", event.type())
                .put("time", occurredAt.toString());
        whole.set("data", record(event.value()));
        return whole;
    }

    private static ObjectNode record(IndexedRecord value) {
        ObjectNode json = JSON.objectNode();
        for (Schema.Field field : value.getSchema().getFields()) {
            Object member = value.get(field.pos());
            if (member != null
                    && !NOT_TOLD.contains(field.name())
                    && !field.name().startsWith(SEALED)) {
                json.set(field.name(), json(member));
            }
        }
        return json;
    }

    private static JsonNode json(Object value) {
        if (value instanceof IndexedRecord record) {
            return record(record);
        }
        if (value instanceof Collection<?> list) {
            ArrayNode array = JSON.arrayNode();
            list.forEach(entry -> array.add(json(entry)));
            return array;
        }
        if (value instanceof Enum<?> word) {
            return JSON.textNode(word.name().toLowerCase(Locale.ROOT));
        }
        if (value instanceof Long number) {
            return JSON.numberNode(number);
        }
        if (value instanceof Integer number) {
            return JSON.numberNode(number);
        }
        if (value instanceof Boolean truth) {
            return JSON.booleanNode(truth);
        }
        if (value instanceof CharSequence || value instanceof UUID || value instanceof Instant) {
            return JSON.textNode(value.toString());
        }
        throw new IllegalStateException("An event's field of " + value.getClass() + " has no JSON here");
    }
}
