package io.tresen.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.chat.assistant.NoticeMark;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * A message of a conversation.
 *
 * @param id {@code wamid.…}, the same everywhere
 * @param position 1, 2, 3 … in the conversation
 * @param message Meta's send object for outbound, as posted for inbound
 * @param choices ids that it offers
 * @param about what an answer to it refers to, or null
 * @param eventId the event whose effect it is, or null
 * @param staffId the person who wrote it, or null; for the business's eyes only
 * @param errors why it failed, in Meta's error objects, or null; for the business's eyes only
 * @param afterTheWindow what a channel sends in its place once the 24-hour window has closed, kept by the channel alone; null for
 *     none, and for what was read from the log
 */
public record StoredMessage(
        String id,
        long position,
        Direction direction,
        Author author,
        Instant sentAt,
        Status status,
        NoticeMark notice,
        JsonNode message,
        List<String> choices,
        String about,
        UUID eventId,
        UUID staffId,
        JsonNode errors,
        JsonNode afterTheWindow) {

    /** One that did not fail, and is the same whenever it is sent. */
    public StoredMessage(
            String id,
            long position,
            Direction direction,
            Author author,
            Instant sentAt,
            Status status,
            NoticeMark notice,
            JsonNode message,
            List<String> choices,
            String about,
            UUID eventId,
            UUID staffId) {
        this(
                id, position, direction, author, sentAt, status, notice, message, choices, about, eventId, staffId,
                null, null);
    }

    public enum Direction {
        INBOUND,
        OUTBOUND
    }

    public enum Author {
        SHOPPER,
        ASSISTANT,
        HUMAN,
        BUSINESS_APP
    }

    /** In the order in which an outbound message moves; never backwards. */
    public enum Status {
        RECEIVED,
        SENT,
        DELIVERED,
        READ,
        FAILED;

        /** The status after somebody reported another one: forward only, and a delivered message can't fail any more. */
        public Status after(Status reported) {
            if (this == FAILED || this == RECEIVED) {
                return this;
            }
            if (reported == FAILED) {
                return this == SENT ? FAILED : this;
            }
            return reported.ordinal() > ordinal() ? reported : this;
        }
    }

    /** The id of a position: derived, so that a repeated transaction makes the same one. */
    public static String idOf(UUID conversationId, long position) {
        UUID id = io.tresen.messaging.Ids.v5(conversationId, "message:" + position);
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return "wamid." + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
