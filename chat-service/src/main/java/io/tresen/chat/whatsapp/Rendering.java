package io.tresen.chat.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;

/** Makes the request to Meta of a stored message: Meta's ids for ours, and what Meta has for what it has not. Pure. */
final class Rendering {

    private static final Set<String> MEDIA = Set.of("image", "video", "audio", "document", "sticker");

    private Rendering() {}

    /** The body of the POST to {@code /messages}. */
    static ObjectNode request(SendFacts facts) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("messaging_product", "whatsapp").put("recipient_type", "individual");
        if (facts.to().phone() != null) {
            request.put("to", facts.to().phone());
        } else {
            request.put("recipient", facts.to().userId());
        }
        ObjectNode message = payload(facts, facts.message().deepCopy());
        String type = message.path("type").asText();
        boolean reacts = type.equals("reaction");
        if (facts.answered() != null && !reacts) {
            request.putObject("context").put("message_id", facts.answered());
        }
        if (reacts) {
            ((ObjectNode) message.get("reaction")).put("message_id", facts.answered());
        }
        request.put("type", type);
        request.set(type, message.get(type));
        return request.put("biz_opaque_callback_data", facts.messageId());
    }

    private static ObjectNode payload(SendFacts facts, ObjectNode message) {
        if (message.get("template") instanceof ObjectNode template) {
            template.remove("rendered"); // for the web chat, which can't know the template (ADR 8)
        }
        ObjectNode shown = message.path("interactive").isObject() ? interactive(facts, message) : message;
        link(shown, facts);
        return shown;
    }

    private static ObjectNode interactive(SendFacts facts, ObjectNode message) {
        ObjectNode interactive = (ObjectNode) message.get("interactive");
        Capabilities has = facts.capabilities();
        switch (interactive.path("type").asText()) {
            case "address_message":
                return has.addressForm() ? inIndiasFields(message) : Fallbacks.addressPage(facts, interactive);
            case "order_details":
                return has.payments() ? numbered(facts, message) : Fallbacks.payPage(facts, interactive);
            case "order_status": // refers to an order_details message that Meta has
                return has.payments() ? message : Fallbacks.text(interactive);
            case "product", "product_list", "catalog_message":
                return has.catalog() ? linked(facts, message) : Fallbacks.products(facts, interactive);
            default:
                Pictures.mend(interactive, facts.origin());
                return message;
        }
    }

    private static ObjectNode inIndiasFields(ObjectNode message) {
        ObjectNode parameters = (ObjectNode) message.at("/interactive/action/parameters");
        parameters.put("country", IndiaAddress.COUNTRY);
        for (String field : new String[] {"values", "validation_errors"}) {
            if (parameters.path(field).isObject() && !IndiaAddress.isMetas(parameters.get(field))) {
                ObjectNode metas = IndiaAddress.write(parameters.get(field));
                parameters.set(field, metas);
                if (metas.isEmpty()) {
                    parameters.remove(field);
                }
            }
        }
        for (JsonNode saved : parameters.path("saved_addresses")) {
            if (saved.path("value").isObject() && !IndiaAddress.isMetas(saved.get("value"))) {
                ((ObjectNode) saved).set("value", IndiaAddress.write(saved.get("value")));
            }
        }
        return message;
    }

    /** Meta takes a reference once: a further attempt on the same order has a number behind it (INTERFACE 5). */
    private static ObjectNode numbered(SendFacts facts, ObjectNode message) {
        ObjectNode parameters = (ObjectNode) message.at("/interactive/action/parameters");
        if (facts.payment() > 1) {
            parameters.put("reference_id", parameters.path("reference_id").asText() + '-' + facts.payment());
        }
        if (parameters.path("order") instanceof ObjectNode order && !order.has("tax")) { // Meta requires it
            order.set(
                    "tax",
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("value", 0)
                            .set("offset", parameters.at("/total_amount/offset")));
        }
        return message;
    }

    private static ObjectNode linked(SendFacts facts, ObjectNode message) {
        if (message.at("/interactive/action") instanceof ObjectNode action && action.has("catalog_id")) {
            action.put("catalog_id", facts.catalogId());
        }
        return message;
    }

    /** Files that were uploaded here are links there, wherever in the message they are. */
    private static void link(JsonNode node, SendFacts facts) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : new ArrayList<>(object.properties())) {
                if (MEDIA.contains(field.getKey())
                        && field.getValue() instanceof ObjectNode media
                        && media.path("id").isTextual()) {
                    media.put("link", facts.mediaLink().apply(media.remove("id").asText()));
                } else {
                    link(field.getValue(), facts);
                }
            }
        } else if (node instanceof ArrayNode array) {
            array.forEach(it -> link(it, facts));
        }
    }
}
