package io.tresen.chat.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * What is kept of a shopper's message: the members that Meta knows of its type (page cloud-api/webhooks/components). Whatever
 * else a sender adds would be handed on to business apps and pages, as if it were the platform's.
 */
final class InboundKept {

    private static final Map<String, Object> VALUE = Map.of();
    private static final Map<String, Object> CHOICE = Map.of("id", VALUE, "title", VALUE, "description", VALUE);
    private static final Map<String, Object> CONTEXT =
            Map.of("id", VALUE, "referred_product", Map.of("catalog_id", VALUE, "product_retailer_id", VALUE));

    /** By type; pictures, reactions and places are made anew where they are read. */
    private static final Map<String, Map<String, Object>> PARTS = Map.of(
            "text", Map.of("body", VALUE),
            "interactive",
                    Map.of(
                            "type",
                            VALUE,
                            "list_reply",
                            CHOICE,
                            "button_reply",
                            CHOICE,
                            "nfm_reply",
                            Map.of("name", VALUE, "body", VALUE, "response_json", VALUE)),
            "order",
                    Map.of(
                            "catalog_id",
                            VALUE,
                            "text",
                            VALUE,
                            "product_items",
                            Map.of(
                                    "product_retailer_id",
                                    VALUE,
                                    "quantity",
                                    VALUE,
                                    "item_price",
                                    VALUE,
                                    "currency",
                                    VALUE)));

    private InboundKept() {}

    /** A message of that type without what nobody reads, and without {@code image}, {@code reaction} and {@code location}. */
    static ObjectNode of(String type, JsonNode posted) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        kept.put("type", type);
        copy(kept, "context", posted, CONTEXT);
        if (type != null && PARTS.containsKey(type)) {
            copy(kept, type, posted, PARTS.get(type));
        }
        return kept;
    }

    private static void copy(ObjectNode kept, String name, JsonNode from, Map<String, Object> shape) {
        JsonNode value = kept(from.get(name), shape);
        if (value != null) {
            kept.set(name, value);
        }
    }

    @SuppressWarnings("unchecked")
    private static JsonNode kept(JsonNode value, Map<String, Object> shape) {
        if (shape.isEmpty()) {
            return value != null && value.isValueNode() ? value : null;
        }
        if (value instanceof ArrayNode all) {
            ArrayNode kept = JsonNodeFactory.instance.arrayNode();
            for (JsonNode one : all) {
                JsonNode part = kept(one, shape);
                if (part != null) {
                    kept.add(part);
                }
            }
            return kept;
        }
        if (!(value instanceof ObjectNode)) {
            return null;
        }
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        value.fieldNames().forEachRemaining(name -> {
            if (shape.containsKey(name)) {
                copy(kept, name, value, (Map<String, Object>) shape.get(name));
            }
        });
        return kept;
    }
}
