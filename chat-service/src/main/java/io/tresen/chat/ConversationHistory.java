package io.tresen.chat;

import io.tresen.messaging.By;
import io.tresen.messaging.db.Tx;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** What people did in conversations beside writing. Written under the conversation's lock, which gives the sequence. */
@ApplicationScoped
public class ConversationHistory {

    /** What happened. */
    public enum Deed {
        HANDED_TO_HUMAN,
        HANDED_TO_ASSISTANT,
        ASSIGNED,
        UNASSIGNED,
        TAGGED,
        PHONE_CONFIRMED,
        PHONE_REMOVED
    }

    /** @param detail {@code staff_id} of an assignment, {@code tags} as they are then */
    public record Entry(int sequence, String event, Instant at, By by, Map<String, Object> detail) {}

    /** Notes a deed. */
    void add(Tx tx, Instant now, UUID businessId, UUID conversationId, Deed deed, By by, Map<String, Object> detail) {
        tx.update(
                "insert into conversation_history (business_id, conversation_id, sequence, event, at, by_kind, by_id, detail)"
                        + " select $1::uuid, $2::uuid, coalesce(max(sequence), 0) + 1, $3::text, $4::timestamptz, $5::text,"
                        + " $6::uuid, $7::jsonb"
                        + " from conversation_history where business_id = $1 and conversation_id = $2",
                businessId,
                conversationId,
                deed.name().toLowerCase(Locale.ROOT),
                Times.utc(now),
                by.word(),
                by.id(),
                new JsonObject(detail));
    }

    /** The last hundred, oldest first. */
    public List<Entry> of(Tx tx, UUID businessId, UUID conversationId) {
        return tx
                .list(
                        "select * from (select sequence, event, at, by_kind, by_id, detail from conversation_history"
                                + " where business_id = $1 and conversation_id = $2 order by sequence desc limit 100) as last"
                                + " order by sequence",
                        businessId,
                        conversationId)
                .stream()
                .map(row -> new Entry(
                        row.getInteger("sequence"),
                        row.getString("event"),
                        Times.of(row, "at"),
                        By.of(row.getString("by_kind"), row.getUUID("by_id")),
                        row.getJsonObject("detail").getMap()))
                .toList();
    }
}
