package io.tresen.chat.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tresen.chat.assistant.Inbound;
import io.tresen.chat.message.Emoji;
import io.tresen.chat.message.Limits;
import io.tresen.messaging.rest.Fields;
import java.math.BigDecimal;

/**
 * Reads pictures, reactions and places. What is kept of them is what is read here: business apps get it, and a number of a
 * thousand digits is not theirs to parse.
 */
final class InboundMediaReading {

    private static final BigDecimal NORTH = BigDecimal.valueOf(90);
    private static final BigDecimal EAST = BigDecimal.valueOf(180);

    private InboundMediaReading() {}

    static Inbound picture(Fields fields, InboundBody.Image image, ObjectNode message) {
        if (fields.required("/image", image) == null) {
            return null;
        }
        fields.text("/image/id", image.id(), 1, Limits.MEDIA_ID.most());
        fields.optionalText("/image/caption", image.caption(), 1, Limits.CAPTION.most());
        ObjectNode kept = message.putObject("image").put("id", image.id());
        if (image.caption() != null) {
            kept.put("caption", image.caption());
        }
        return new Inbound.PictureSent(image.id());
    }

    static Inbound reaction(Fields fields, InboundBody.Reaction reaction, ObjectNode message) {
        if (fields.required("/reaction", reaction) == null) {
            return null;
        }
        fields.text("/reaction/message_id", reaction.messageId(), 1, Limits.MESSAGE_ID.most());
        String emoji = reaction.emoji() == null ? "" : reaction.emoji();
        if (!emoji.isEmpty() && !Emoji.isOne(emoji)) {
            fields.add("/reaction/emoji", "must be one emoji, or empty to take the reaction back");
        }
        message.putObject("reaction").put("message_id", reaction.messageId()).put("emoji", emoji);
        return new Inbound.Reacted(reaction.messageId());
    }

    static Inbound place(Fields fields, InboundBody.Location place, ObjectNode message) {
        if (fields.required("/location", place) == null) {
            return null;
        }
        ObjectNode kept = message.putObject("location");
        degrees(fields, kept, "latitude", place.latitude(), NORTH);
        degrees(fields, kept, "longitude", place.longitude(), EAST);
        text(fields, kept, "name", place.name(), Limits.PLACE_NAME);
        text(fields, kept, "address", place.address(), Limits.PLACE_ADDRESS);
        return new Inbound.PlaceSent();
    }

    private static void degrees(Fields fields, ObjectNode kept, String name, BigDecimal value, BigDecimal most) {
        if (fields.required("/location/" + name, value) == null) {
            return;
        }
        if (value.abs().compareTo(most) > 0) {
            fields.add("/location/" + name, "must be from -" + most + " to " + most);
        } else {
            kept.put(name, value.doubleValue());
        }
    }

    private static void text(Fields fields, ObjectNode kept, String name, String value, Limits limit) {
        fields.optionalText("/location/" + name, value, 1, limit.most());
        if (value != null) {
            kept.put(name, value);
        }
    }
}
