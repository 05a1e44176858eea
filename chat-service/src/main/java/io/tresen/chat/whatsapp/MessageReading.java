package io.tresen.chat.whatsapp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tresen.chat.Posted;
import io.tresen.chat.assistant.Address;
import io.tresen.chat.assistant.CartLine;
import io.tresen.chat.assistant.Inbound;
import io.tresen.chat.assistant.RetailerId;
import io.tresen.chat.message.Limits;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Makes a {@link Posted} of a message that Meta delivered. Unlike what is posted to us, nothing of it can be refused: what our
 * rules don't read is {@link Inbound.Unread} and kept as it came. Ids that it names are translated to ours.
 */
final class MessageReading {

    private static final int MOST_ITEMS = 100;
    private static final BigDecimal HIGHEST_PRICE = BigDecimal.valueOf(90_071_992_547_409L);
    private static final int FRACTION_DIGITS = 20; // as InboundReading has it
    private static final Set<String> ENVELOPE =
            Set.of("from", "from_user_id", "from_parent_user_id", "id", "timestamp", "referral");
    private static final Set<String> SILENT =
            Set.of("reaction", "system", "ephemeral", "unsupported", "request_welcome");
    private static final ObjectMapper JSON = new ObjectMapper();

    private MessageReading() {}

    /**
     * Reads it.
     *
     * @param currency the shop's
     * @param ours our id of a message of Meta's, empty where there is none
     */
    static Posted read(JsonNode message, String currency, Duration age, Function<String, Optional<String>> ours) {
        String context = message.path("context").path("id").asText("");
        String contextId = context.isEmpty() ? null : ours.apply(context).orElse(null);
        return new Posted(inbound(message, currency), contextId, kept(message, contextId, ours), age);
    }

    /** The message as INTERFACE 3 has inbound ones: without the envelope, with our ids. */
    private static ObjectNode kept(JsonNode message, String contextId, Function<String, Optional<String>> ours) {
        ObjectNode kept = message.deepCopy();
        kept.remove(ENVELOPE);
        if (kept.get("context") instanceof ObjectNode context) {
            context.remove(List.of("from", "id"));
            if (contextId != null) {
                context.put("id", contextId);
            }
            if (context.isEmpty()) {
                kept.remove("context");
            }
        }
        if (kept.get("reaction") instanceof ObjectNode reaction) {
            ours.apply(reaction.path("message_id").asText()).ifPresent(id -> reaction.put("message_id", id));
        }
        return kept;
    }

    private static Inbound inbound(JsonNode message, String currency) {
        String type = message.path("type").asText();
        Inbound read =
                switch (type) {
                    case "text" -> said(message.path("text").path("body"));
                    case "button" -> tapped(message.path("button").path("payload"));
                    case "interactive" -> interactive(message.path("interactive"));
                    case "order" -> order(message.path("order").path("product_items"), currency);
                    default -> null;
                };
        return read != null ? read : new Inbound.Unread(!SILENT.contains(type));
    }

    private static Inbound interactive(JsonNode interactive) {
        return switch (interactive.path("type").asText()) {
            case "list_reply" -> tapped(interactive.path("list_reply").path("id"));
            case "button_reply" -> tapped(interactive.path("button_reply").path("id"));
            case "nfm_reply" -> form(interactive.path("nfm_reply"));
            default -> null;
        };
    }

    private static Inbound said(JsonNode body) {
        String text = body.asText("");
        return text.isBlank() || !Limits.TEXT_BODY.allows(text) ? null : new Inbound.Said(text);
    }

    private static Inbound tapped(JsonNode id) {
        String text = id.asText("");
        return text.isBlank() || !Limits.BUTTON_ID.allows(text) ? null : new Inbound.Tapped(text, null, false);
    }

    private static Inbound form(JsonNode form) {
        if (!form.path("name").asText("address_message").equals("address_message")) {
            return null;
        }
        try {
            JsonNode response =
                    SoundJson.of(JSON.readTree(form.path("response_json").asText("")));
            if (Address.ON_FILE.equals(response.path("saved_address_id").asText())) {
                return new Inbound.AddressGiven(null, null);
            }
            JsonNode values = response.path("values");
            return values.isObject() ? new Inbound.AddressGiven(address(values), null) : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static Address address(JsonNode values) {
        if (IndiaAddress.isMetas(values)) {
            return IndiaAddress.read(values);
        }
        return new Address(
                text(values, "name"),
                text(values, "street"),
                text(values, "postcode"),
                text(values, "city"),
                text(values, "country"),
                text(values, "state"),
                text(values, "phone"));
    }

    private static String text(JsonNode values, String field) {
        return values.hasNonNull(field) ? values.get(field).asText() : null;
    }

    /** A cart of Meta's catalog; one that we could not have offered (unknown id, other currency) is left to a person. */
    private static Inbound order(JsonNode items, String currency) {
        List<Inbound.Item> all = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (JsonNode item : items) {
            String id = item.path("product_retailer_id").asText("");
            int quantity = item.path("quantity").asInt(0);
            BigDecimal price = price(item.path("item_price"));
            boolean fits = RetailerId.isValid(id)
                    && seen.add(id)
                    && quantity >= 1
                    && quantity <= CartLine.MOST
                    && price != null
                    && item.path("currency").asText().equals(currency);
            if (!fits) {
                return null;
            }
            all.add(new Inbound.Item(id, quantity, price, currency));
        }
        return all.isEmpty() || all.size() > MOST_ITEMS ? null : new Inbound.CartSent(all);
    }

    /** Major units; Meta's file has a number, its older pages a text. */
    private static BigDecimal price(JsonNode node) {
        try {
            BigDecimal price = new BigDecimal(node.asText("")).stripTrailingZeros();
            boolean fits =
                    price.signum() >= 0 && price.compareTo(HIGHEST_PRICE) <= 0 && price.scale() <= FRACTION_DIGITS;
            return !fits ? null : price.scale() < 0 ? price.setScale(0) : price;
        } catch (NumberFormatException | ArithmeticException e) {
            return null;
        }
    }
}
