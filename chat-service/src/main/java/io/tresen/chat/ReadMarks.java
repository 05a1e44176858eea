package io.tresen.chat;

import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** How far a business has read a conversation, and whether it is writing. */
@ApplicationScoped
public class ReadMarks {

    /** How long it is shown as writing (page cloud-api/typing-indicators). */
    static final Duration TYPING = Duration.ofSeconds(25);

    /** Somebody who says so again within this time changes nothing. */
    private static final Duration AGAIN = Duration.ofSeconds(1);

    /**
     * The marks of one conversation.
     *
     * @param readPosition of the last message that was read, 0 for none
     * @param typingUntil business time; null when it is not writing
     */
    public record Marks(long readPosition, Instant typingUntil) {

        public static final Marks NONE = new Marks(0, null);
    }

    /** Of a conversation; {@link Marks#NONE} when the tenant has no such one. */
    public Marks of(Tx tx, UUID businessId, UUID conversationId) {
        return tx.one(
                        "select business_read_position, typing_until from conversation"
                                + " where business_id = $1 and conversation_id = $2",
                        businessId,
                        conversationId)
                .map(row -> new Marks(row.getLong("business_read_position"), Times.of(row, "typing_until")))
                .orElse(Marks.NONE);
    }

    /** The conversation in which a shopper sent this message; empty when none of the tenant's did. */
    Optional<UUID> conversationOf(Tx tx, UUID businessId, String messageId) {
        return tx.one(
                        "select conversation_id from message where business_id = $1 and message_id = $2"
                                + " and direction = 'inbound'",
                        businessId,
                        messageId)
                .map(row -> row.getUUID("conversation_id"));
    }

    /**
     * Notes that the message and all before it were read, never less than before, and that an answer is being written.
     *
     * @return false when nothing has changed
     */
    boolean read(Tx tx, Instant now, UUID businessId, UUID conversationId, String messageId, boolean typing) {
        Instant until = typing ? now.plus(TYPING) : null;
        return tx.update(
                        "update conversation c set"
                                + " business_read_position = greatest(c.business_read_position, m.position),"
                                + " typing_until = coalesce($4::timestamptz, c.typing_until) from message m"
                                + " where c.business_id = $1 and c.conversation_id = $2 and m.business_id = $1"
                                + " and m.conversation_id = $2 and m.message_id = $3"
                                + " and (c.business_read_position < m.position or $4::timestamptz >"
                                + " coalesce(c.typing_until, '-infinity') + $5::bigint * interval '1 millisecond')",
                        businessId,
                        conversationId,
                        messageId,
                        Times.utc(until),
                        AGAIN.toMillis())
                > 0;
    }
}
