package io.tresen.chat.assistant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A delivery address as INTERFACE 5 names its fields. Personal data: it stays in chat's tables and in sealed fields.
 *
 * @param country ISO 3166-1 alpha-2
 * @param state null where the country has none
 * @param phone null when not given
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Address(
        String name, String street, String postcode, String city, String country, String state, String phone) {

    /** Id under which the address on file is offered in an address message. */
    public static final String ON_FILE = "on_file";

    /** The fields that are there. */
    ObjectNode json() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        put(node, "name", name);
        put(node, "street", street);
        put(node, "postcode", postcode);
        put(node, "city", city);
        put(node, "country", country);
        put(node, "state", state);
        put(node, "phone", phone);
        return node;
    }

    private static void put(ObjectNode node, String field, String value) {
        if (value != null) {
            node.put(field, value);
        }
    }

    /** For logs: nothing of the person. */
    @Override
    public String toString() {
        return "Address[" + country + "]";
    }
}
