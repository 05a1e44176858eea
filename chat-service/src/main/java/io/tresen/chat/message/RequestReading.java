package io.tresen.chat.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads Meta's send request into a {@link Request}, or throws its first fault as a {@link Refusal}. The schema is chosen by
 * {@code type}; where that is absent, by the one payload that is there.
 */
public final class RequestReading {

    private static final Map<String, Function<Part, Content>> TYPES = new LinkedHashMap<>();

    static {
        TYPES.put("text", RequestReading::text);
        TYPES.put("image", it -> MediaReading.captioned(it, "image"));
        TYPES.put("video", it -> MediaReading.captioned(it, "video"));
        TYPES.put("document", it -> MediaReading.captioned(it, "document"));
        TYPES.put("audio", it -> MediaReading.media(it, "audio"));
        TYPES.put("sticker", it -> MediaReading.media(it, "sticker"));
        TYPES.put("location", RequestReading::location);
        TYPES.put("contacts", ContactsReading::contacts);
        TYPES.put("interactive", it -> InteractiveReading.interactive(it.object("interactive")));
        TYPES.put("reaction", RequestReading::reaction);
        TYPES.put("template", it -> TemplateReading.template(it.object("template")));
    }

    private RequestReading() {}

    /** The request. @throws io.tresen.messaging.RejectedException its first fault */
    public static Request read(JsonNode json) {
        Part whole = Part.whole(json);
        whole.word("messaging_product", Set.of("whatsapp"));
        if (whole.has("status")) {
            return markRead(whole);
        }
        whole.optionalWord("recipient_type", Set.of("individual"));
        String to = whole.text("to", Limits.RECIPIENT);
        String callbackData = whole.optionalText("biz_opaque_callback_data", Limits.CALLBACK_DATA);
        String context = whole.optional("context", it -> it.optionalText("message_id", Limits.MESSAGE_ID));
        String type = type(whole);
        Content content = TYPES.get(type).apply(whole);
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("type", type);
        message.set(type, json.get(type));
        if (context != null) {
            message.putObject("context").put("message_id", context);
        }
        return new Request.Send(to, context, content, message, callbackData);
    }

    private static Request markRead(Part whole) {
        whole.word("status", Set.of("read"));
        String id = whole.text("message_id", Limits.MESSAGE_ID);
        String typing = whole.optional("typing_indicator", it -> it.word("type", Set.of("text")));
        return new Request.MarkRead(id, typing != null);
    }

    private static String type(Part whole) {
        if (whole.has("type")) {
            JsonNode type = whole.json().get("type");
            whole.require(type.isTextual(), "type", "must be a string");
            if (!TYPES.containsKey(type.textValue())) {
                throw MetaError.UNSUPPORTED_TYPE
                        .because("type must be one of " + String.join(", ", TYPES.keySet()))
                        .exception();
            }
            return type.textValue();
        }
        List<String> payloads = TYPES.keySet().stream().filter(whole::has).toList();
        if (payloads.size() != 1) {
            throw MetaError.PARAMETER_MISSING.because("type is required").exception();
        }
        return payloads.get(0);
    }

    private static Content text(Part whole) {
        Part text = whole.object("text");
        text.flag("preview_url", false);
        return new Content.Text(text.text("body", Limits.TEXT_BODY));
    }

    private static Content location(Part whole) {
        Part place = whole.object("location");
        double latitude = place.degrees("latitude", 90);
        double longitude = place.degrees("longitude", 180);
        place.optionalText("name", Limits.PLACE_NAME);
        place.optionalText("address", Limits.PLACE_ADDRESS);
        return new Content.Location(latitude, longitude);
    }

    private static Content reaction(Part whole) {
        Part reaction = whole.object("reaction");
        String id = reaction.text("message_id", Limits.MESSAGE_ID);
        JsonNode emoji = reaction.json().path("emoji");
        if (emoji.isMissingNode() || emoji.isNull()) {
            throw MetaError.PARAMETER_MISSING
                    .because("reaction.emoji is required")
                    .exception();
        }
        reaction.require(
                emoji.isTextual() && (emoji.textValue().isEmpty() || Emoji.isOne(emoji.textValue())),
                "emoji",
                "must be one emoji, or empty to take the reaction back");
        return new Content.Reaction(id, emoji.textValue());
    }
}
