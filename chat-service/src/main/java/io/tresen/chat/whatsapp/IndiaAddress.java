package io.tresen.chat.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tresen.chat.assistant.Address;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Meta's fields of an address in India, and ours (INTERFACE 5's {@code delivery_address}). Source: Meta, "Address messages".
 * What makes up the street there is one line here, from the door outwards.
 */
final class IndiaAddress {

    static final String COUNTRY = "IN";

    /** Ours → Meta's. There is no country: it is India. */
    private static final Map<String, String> FIELDS = new LinkedHashMap<>();

    static {
        FIELDS.put("name", "name");
        FIELDS.put("phone", "phone_number");
        FIELDS.put("postcode", "in_pin_code");
        FIELDS.put("street", "address");
        FIELDS.put("city", "city");
        FIELDS.put("state", "state");
    }

    private static final String[] STREET = {
        "house_number", "floor_number", "tower_number", "building_name", "address", "landmark_area"
    };

    private IndiaAddress() {}

    /** Our address of Meta's values. */
    static Address read(JsonNode values) {
        String street = Stream.of(STREET)
                .map(field -> text(values, field))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
        return new Address(
                text(values, "name"),
                street.isEmpty() ? null : street,
                text(values, "in_pin_code"),
                text(values, "city"),
                COUNTRY,
                text(values, "state"),
                text(values, "phone_number"));
    }

    /** True where the values are worded as Meta words them. */
    static boolean isMetas(JsonNode values) {
        return values.has("in_pin_code") || values.has("phone_number") || values.has("house_number");
    }

    /** Meta's fields of ours, for values and for faults alike; what Meta does not know is left out. */
    static ObjectNode write(JsonNode ours) {
        ObjectNode metas = JsonNodeFactory.instance.objectNode();
        FIELDS.forEach((own, meta) -> {
            if (ours.hasNonNull(own)) {
                metas.put(meta, ours.get(own).asText());
            }
        });
        return metas;
    }

    private static String text(JsonNode values, String field) {
        String text = values.path(field).asText("").strip();
        return text.isEmpty() ? null : text;
    }
}
