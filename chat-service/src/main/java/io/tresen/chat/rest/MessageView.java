package io.tresen.chat.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.chat.StoredMessage;
import io.tresen.chat.assistant.NoticeMark;
import java.time.Instant;

/** A message as lists and streams show it; {@code message}: Meta's send object for outbound, as posted for inbound. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageView(
        String id,
        StoredMessage.Direction direction,
        StoredMessage.Author author,
        Instant sentAt,
        StoredMessage.Status status,
        Notice notice,
        JsonNode message) {

    /** Marks what was pushed rather than asked for. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Notice(String kind, String orderNo, String retailerId) {

        static Notice of(NoticeMark mark) {
            return mark == null ? null : new Notice(mark.kind(), mark.orderNo(), mark.retailerId());
        }
    }

    /** {@code toShopper}: who reads it is the shopper, so that what was sent is delivered by it. */
    static MessageView of(StoredMessage message, boolean toShopper) {
        return new MessageView(
                message.id(),
                message.direction(),
                message.author(),
                message.sentAt(),
                toShopper ? message.status().after(StoredMessage.Status.DELIVERED) : message.status(),
                Notice.of(message.notice()),
                message.message());
    }
}
