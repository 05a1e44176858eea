package io.tresen.chat.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.chat.StoredMessage;
import io.tresen.chat.WalletDesk;
import io.tresen.chat.assistant.NoticeMark;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A message as lists and streams show it.
 *
 * @param message Meta's send object for outbound, as posted for inbound
 * @param read of the shopper's alone: whether the business marked it, or one behind it, as read
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageView(
        String id,
        @Schema(enumeration = {"inbound", "outbound"}) String direction,
        @Schema(enumeration = {"shopper", "assistant", "human", "business_app"}) String author,
        Instant sentAt,
        @Schema(enumeration = {"received", "sent", "delivered", "read", "failed"}) String status,
        Notice notice,
        JsonNode message,
        UUID staffId,
        Boolean read,
        @Schema(
                        type = SchemaType.ARRAY,
                        implementation = Object.class,
                        description = "Why it failed, in Meta's error objects; not told to the shopper")
                JsonNode errors) {

    /** Marks what was pushed rather than asked for. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Notice(String kind, String orderNo, String retailerId) {

        static Notice of(NoticeMark mark) {
            return mark == null ? null : new Notice(mark.kind(), mark.orderNo(), mark.retailerId());
        }
    }

    /** {@code toShopper}: who reads it is the shopper: what was sent is delivered by it, and who wrote it is not told. A link to a wallet is nobody else's. */
    static MessageView of(StoredMessage message, boolean toShopper, long readPosition) {
        boolean inbound = message.direction() == StoredMessage.Direction.INBOUND;
        return new MessageView(
                message.id(),
                word(message.direction()),
                word(message.author()),
                message.sentAt(),
                word(toShopper ? message.status().after(StoredMessage.Status.DELIVERED) : message.status()),
                Notice.of(message.notice()),
                toShopper ? message.message() : WalletDesk.closed(message.message()),
                toShopper ? null : message.staffId(),
                inbound ? message.position() <= readPosition : null,
                toShopper ? null : message.errors());
    }

    /** The word that the interface has for it. */
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
