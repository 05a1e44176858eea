package io.tresen.chat.whatsapp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tresen.chat.StoredMessage.Status;
import io.tresen.messaging.db.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Meta's ids of messages and ours; and statuses that came before the id that they name. */
@ApplicationScoped
public class MetaIds {

    private static final int REMOVED_AT_ONCE = 1_000;

    private final ObjectMapper mapper;

    MetaIds(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** Our message. */
    record Ours(UUID conversationId, String messageId) {}

    /** Keeps others with this id out until the transaction ends: a status and the id that it names must not miss each other. */
    void lock(Tx tx, UUID businessId, String metaId) {
        tx.query("select pg_advisory_xact_lock(hashtextextended($1, 12))", "message " + businessId + ' ' + metaId);
    }

    /** Our message of Meta's id. */
    Optional<Ours> ours(Tx tx, UUID businessId, String metaId) {
        return tx.one(
                        "select conversation_id, message_id from whatsapp_message where business_id = $1 and meta_id = $2",
                        businessId,
                        metaId)
                .map(row -> new Ours(row.getUUID("conversation_id"), row.getString("message_id")));
    }

    /** Meta's id of our message. */
    Optional<String> metas(Tx tx, UUID businessId, String messageId) {
        return tx.one(
                        "select meta_id from whatsapp_message where business_id = $1 and message_id = $2",
                        businessId,
                        messageId)
                .map(row -> row.getString("meta_id"));
    }

    /** Keeps the pair; false when Meta's id or ours has one already. */
    boolean keep(Tx tx, UUID businessId, String metaId, Ours ours) {
        return tx.update(
                        "insert into whatsapp_message (business_id, meta_id, conversation_id, message_id)"
                                + " values ($1, $2, $3, $4) on conflict do nothing",
                        businessId,
                        metaId,
                        ours.conversationId(),
                        ours.messageId())
                > 0;
    }

    /** Keeps a status for when its message is known. */
    void keepStatus(Tx tx, Instant wallClock, UUID businessId, ArrivedStatus status) {
        tx.update(
                "insert into whatsapp_status (business_id, meta_id, status, errors, received_at)"
                        + " values ($1, $2, $3, $4::text::jsonb, $5) on conflict do nothing",
                businessId,
                status.metaId(),
                status.status().name().toLowerCase(Locale.ROOT),
                status.errors() == null ? null : status.errors().toString(),
                wallClock.atOffset(ZoneOffset.UTC));
    }

    /** Takes out what was kept for an id, the least advanced status first. */
    List<ArrivedStatus> takeStatuses(Tx tx, UUID businessId, String metaId) {
        return tx
                .list(
                        "delete from whatsapp_status where business_id = $1 and meta_id = $2"
                                + " returning status, errors::text as errors",
                        businessId,
                        metaId)
                .stream()
                .map(row -> new ArrivedStatus(
                        metaId, null, Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)), errors(row)))
                .sorted((a, b) -> a.status().compareTo(b.status()))
                .toList();
    }

    /** Drops some statuses that nobody asked for since a time; how many, 0 when none is left. */
    public int dropOlder(Tx tx, Instant than) {
        return tx.update(
                "delete from whatsapp_status where ctid = any (array(select ctid from whatsapp_status"
                        + " where received_at < $1 order by received_at limit $2 for update skip locked))",
                than.atOffset(ZoneOffset.UTC),
                REMOVED_AT_ONCE);
    }

    private JsonNode errors(Row row) {
        try {
            return row.getString("errors") == null ? null : mapper.readTree(row.getString("errors"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Stored errors are no JSON", e);
        }
    }
}
