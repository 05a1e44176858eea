package io.tresen.chat.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.chat.Channels;
import io.tresen.chat.ChatEvent;
import io.tresen.chat.ChatEvents;
import io.tresen.chat.MessageLog;
import io.tresen.chat.StoredMessage;
import io.tresen.chat.StoredMessage.Status;
import io.tresen.chat.whatsapp.MetaIds.Ours;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.seal.KeptSecrets;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is to be sent, queued in the transaction that stores the message; and what came of it. Locks are taken in one order: a
 * lane, then {@link MetaIds#lock}, then messages, then the lanes of webhooks.
 */
@ApplicationScoped
public class Sends implements Channels {

    /** Takes the lane's lock, or makes it. The update changes nothing. */
    private static final String LANE =
            """
            insert into whatsapp_lane as l (business_id, conversation_id, due_at) values ($1, $2, $3)
            on conflict (business_id, conversation_id) do update set due_at = l.due_at""";

    private final MessageLog log;
    private final MetaIds ids;
    private final WhatsAppNumbers numbers;
    private final GraphCalls calls;
    private final KeptSecrets secrets;
    private final SendBell bell;
    private final ChatEvents events;

    Sends(
            MessageLog log,
            MetaIds ids,
            WhatsAppNumbers numbers,
            GraphCalls calls,
            KeptSecrets secrets,
            SendBell bell,
            ChatEvents events) {
        this.log = log;
        this.ids = ids;
        this.numbers = numbers;
        this.calls = calls;
        this.secrets = secrets;
        this.bell = bell;
        this.events = events;
    }

    @Override
    public void said(Tx tx, Instant now, UUID businessId, UUID conversationId, List<StoredMessage> outbound) {
        OffsetDateTime time = now.atOffset(ZoneOffset.UTC);
        tx.send(LANE, businessId, conversationId, time);
        tx.batch(
                "insert into whatsapp_send (business_id, conversation_id, position, message_id, queued_at, after_window)"
                        + " values ($1, $2, $3, $4, $5, $6::text::jsonb)",
                outbound.stream()
                        .map(it -> new Object[] {
                            businessId,
                            conversationId,
                            it.position(),
                            it.id(),
                            time,
                            it.afterTheWindow() == null
                                    ? null
                                    : it.afterTheWindow().toString()
                        })
                        .toList());
        tx.afterCommit(bell::ring);
    }

    /** Told after the commit and once: a mark that gets lost on its way is none that anybody waits for. */
    @Override
    public void read(Tx tx, UUID businessId, String messageId, boolean typing) {
        ids.metas(tx, businessId, messageId)
                .flatMap(metaId -> numbers.find(tx, businessId).map(number -> (Runnable) () -> calls.read(
                        number.phoneNumberId(), secrets.reveal(businessId, number.keptToken()), metaId, typing)))
                .ifPresent(tx::afterCommit);
    }

    @Override
    public void promised(Tx tx, UUID businessId, UUID conversationId, long position, UUID noticeId) {
        tx.send(
                "update whatsapp_send set notice_id = $4"
                        + " where business_id = $1 and conversation_id = $2 and position = $3",
                businessId,
                conversationId,
                position,
                noticeId);
    }

    /** The conversation of a message that was queued here. */
    Optional<UUID> conversationOf(Tx tx, UUID businessId, String messageId) {
        return tx.one(
                        "select conversation_id from whatsapp_send where business_id = $1 and message_id = $2",
                        businessId,
                        messageId)
                .map(row -> row.getUUID("conversation_id"));
    }

    /** Locks a conversation's lane, if it has one. */
    void lock(Tx tx, UUID businessId, UUID conversationId) {
        tx.query(
                "select 1 from whatsapp_lane where business_id = $1 and conversation_id = $2 for update",
                businessId,
                conversationId);
    }

    /**
     * Meta has the message, under this id; under the lane's lock and the id's. What was heard of it before is applied. Whoever
     * has the lane leased finds the row ended.
     */
    void settled(Tx tx, Instant now, UUID businessId, Ours ours, String metaId) {
        if (!ids.keep(tx, businessId, metaId, ours)) {
            return; // of two attempts that both went out the first one told counts
        }
        end(tx, now, businessId, ours, "sent");
        ids.takeStatuses(tx, businessId, metaId).forEach(status -> report(tx, now, businessId, ours, status));
        tx.update(
                "update whatsapp_lane set due_at = least(due_at, $3) where business_id = $1 and conversation_id = $2",
                businessId,
                ours.conversationId(),
                now.atOffset(ZoneOffset.UTC));
        tx.afterCommit(bell::ring);
    }

    /** Takes a status in, forward only. One of a shopper's own message says nothing. */
    void report(Tx tx, Instant now, UUID businessId, Ours ours, ArrivedStatus status) {
        boolean outbound = log.find(tx, businessId, ours.conversationId(), ours.messageId())
                .filter(it -> it.direction() == StoredMessage.Direction.OUTBOUND)
                .isPresent();
        if (outbound) {
            Optional<Status> holds = log.report(
                    tx, businessId, ours.conversationId(), ours.messageId(), status.status(), status.errors());
            if (status.status() == Status.FAILED
                    && holds.filter(Status.FAILED::equals).isPresent()) {
                tellOfNotice(tx, now, businessId, ours, status.errors());
            }
        }
    }

    /** The message will not be sent; under the lane's lock. @param mayHaveLeft nobody said that it did not arrive */
    void gaveUp(Tx tx, Instant now, UUID businessId, Ours ours, JsonNode errors, boolean mayHaveLeft) {
        if (end(tx, now, businessId, ours, "failed")) {
            log.report(tx, businessId, ours.conversationId(), ours.messageId(), Status.FAILED, errors);
            if (!mayHaveLeft) {
                tellOfNotice(tx, now, businessId, ours, errors);
            }
        }
    }

    /** Whoever asked for the notice is told once that it did not arrive; of other messages nobody is. */
    private void tellOfNotice(Tx tx, Instant now, UUID businessId, Ours ours, JsonNode errors) {
        tx.one(
                        """
                        select s.notice_id, c.shopper_id from whatsapp_send s
                        join conversation c using (business_id, conversation_id)
                        where s.business_id = $1 and s.message_id = $2 and s.notice_id is not null for update of s""",
                        businessId,
                        ours.messageId())
                .ifPresent(row -> {
                    tx.send(
                            "update whatsapp_send set notice_id = null where business_id = $1 and message_id = $2",
                            businessId,
                            ours.messageId());
                    String code =
                            errors == null ? "" : errors.path(0).path("code").asText();
                    events.publish(
                            tx,
                            null,
                            now,
                            List.of(new ChatEvent.NoticeFailed(
                                    new ChatEvent.Party(businessId, ours.conversationId(), row.getUUID("shopper_id")),
                                    row.getUUID("notice_id"),
                                    ours.messageId(),
                                    code)));
                });
    }

    private static boolean end(Tx tx, Instant now, UUID businessId, Ours ours, String state) {
        return tx.update(
                        "update whatsapp_send set state = $3, ended_at = $4, begun_at = null"
                                + " where business_id = $1 and message_id = $2 and state = 'waiting'",
                        businessId,
                        ours.messageId(),
                        state,
                        now.atOffset(ZoneOffset.UTC))
                > 0;
    }

    /** What waits for a business is looked at anew. */
    void hurry(Tx tx, Instant now, UUID businessId) {
        tx.update(
                "update whatsapp_lane set due_at = $2 where business_id = $1 and due_at > $2",
                businessId,
                now.atOffset(ZoneOffset.UTC));
        tx.afterCommit(bell::ring);
    }

    /** Drops some of what ended before a time; how many, 0 when none is left. */
    public int dropEnded(Tx tx, Instant before) {
        return tx.update(
                "delete from whatsapp_send where ctid = any (array(select ctid from whatsapp_send"
                        + " where state <> 'waiting' and ended_at < $1 order by ended_at limit 1000 for update skip locked))",
                before.atOffset(ZoneOffset.UTC));
    }
}
