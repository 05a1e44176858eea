package io.tresen.chat;

import io.tresen.chat.assistant.Cart;
import io.tresen.chat.assistant.Flow;
import io.tresen.messaging.db.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** Conversations: opened, locked for a change, saved with what was said. */
@ApplicationScoped
public class Conversations {

    /** More messages than one conversation has in the 13 days that a backup may be old. */
    private static final long MORE_THAN_WERE_LOST = 1_000_000;

    private final Texts texts;
    private final MessageLog log;
    private final Streams streams;
    private final BusinessApps apps;
    private final Channels channels;

    Conversations(Texts texts, MessageLog log, Streams streams, BusinessApps apps, Channels channels) {
        this.texts = texts;
        this.log = log;
        this.streams = streams;
        this.apps = apps;
        this.channels = channels;
    }

    /** A new conversation. {@code referral}: JSON of where the shopper came from, or null. */
    public void open(Tx tx, Instant now, ChatEvent.Party party, String locale, Object referral) {
        tx.update(
                "insert into conversation (business_id, conversation_id, shopper_id, locale, referral, last_message_at,"
                        + " created_at) values ($1, $2, $3, $4, $5::text::jsonb, $6, $6)",
                party.businessId(),
                party.conversationId(),
                party.shopperId(),
                locale,
                texts.write(referral),
                Times.utc(now));
    }

    /** The shopper of a conversation; empty when the tenant has no such one. */
    public Optional<UUID> shopperOf(Tx tx, UUID businessId, UUID conversationId) {
        return tx.one(
                        "select shopper_id from conversation where business_id = $1 and conversation_id = $2",
                        businessId,
                        conversationId)
                .map(row -> row.getUUID("shopper_id"));
    }

    /** This conversation's checkout of that number was made, though the database does not know: the next one is higher. */
    public void checkoutIsSpent(Tx tx, UUID businessId, UUID conversationId, long number) {
        tx.update(
                "update conversation set checkout_number = greatest(checkout_number, $3)"
                        + " where business_id = $1 and conversation_id = $2",
                businessId,
                conversationId,
                number);
    }

    /**
     * Messages after the backup were shown and are lost: the positions that they can have had are left out in every conversation,
     * since a message's id is made of its position and a phone that has one of that id would take the next for the same.
     */
    public void leaveLostPositions(Tx tx) {
        // one statement over all tenants would last longer than a statement may
        for (Row row : tx.list("select distinct business_id from conversation")) {
            tx.update(
                    "update conversation set last_position = last_position + $2 where business_id = $1",
                    row.getUUID("business_id"),
                    MORE_THAN_WERE_LOST);
        }
    }

    /** The conversation with its row locked; empty when the tenant has no such one. */
    Optional<Conversation> lock(Tx tx, UUID businessId, UUID conversationId) {
        return tx.one(
                        "select business_id, conversation_id, shopper_id, locale, status, disclosed, disclosure_owed, last_position,"
                                + " last_inbound_at, checkout_number, cart::text as cart, flow::text as flow,"
                                + " away_told_at, channel"
                                + " from conversation where business_id = $1 and conversation_id = $2 for update",
                        businessId,
                        conversationId)
                .map(this::conversation);
    }

    /** Saves state and messages; answers what wakes the streams, for the transaction's last publishing. */
    List<ChatEvent> save(Tx tx, Conversation conversation, Instant now) {
        return save(tx, conversation, now, apps.listens(tx, conversation.party().businessId()));
    }

    /** As its namesake. @param listens as {@link BusinessApps#listens} answered in this transaction */
    List<ChatEvent> save(Tx tx, Conversation conversation, Instant now, BooleanSupplier listens) {
        ChatEvent.Party party = conversation.party();
        boolean said = !conversation.fresh().isEmpty();
        List<StoredMessage> outbound = conversation.fresh().stream()
                .filter(it -> it.direction() == StoredMessage.Direction.OUTBOUND)
                .toList();
        log.add(tx, party, conversation.fresh());
        tx.send(
                "update conversation set status = $3, disclosed = $4, last_position = $5, last_inbound_at = $6,"
                        + " checkout_number = $7, cart = $8::text::jsonb, flow = $9::text::jsonb,"
                        + " last_message_at = case when $10 then $11 else last_message_at end, away_told_at = $12,"
                        + " disclosure_owed = $13, typing_until = case when $14 then null else typing_until end"
                        + " where business_id = $1 and conversation_id = $2",
                party.businessId(),
                party.conversationId(),
                conversation.state().name().toLowerCase(Locale.ROOT),
                conversation.disclosed(),
                conversation.position(),
                Times.utc(conversation.lastInboundAt()),
                conversation.checkoutNumber(),
                texts.write(conversation.cart()),
                texts.write(conversation.flow()),
                said,
                Times.utc(now),
                Times.utc(conversation.awayToldAt()),
                conversation.disclosureOwed(),
                !outbound.isEmpty());
        if (!said) {
            return List.of();
        }
        if (conversation.isOfChannel() && !outbound.isEmpty()) {
            channels.said(tx, now, party.businessId(), party.conversationId(), outbound);
        }
        apps.said(tx, party, conversation.fresh(), listens);
        long last = conversation.position();
        tx.afterCommit(() -> streams.wake(party.conversationId(), last));
        return List.of(new ChatEvent.MessagePushed(party.businessId(), party.conversationId(), last));
    }

    /** True when anybody ever opened one. By the key's order, or another shop's million would be read to say that this has none. */
    public boolean any(Tx tx, UUID businessId) {
        return tx.one("select 1 from conversation where business_id = $1 order by conversation_id limit 1", businessId)
                .isPresent();
    }

    private Conversation conversation(Row row) {
        return new Conversation(
                new ChatEvent.Party(
                        row.getUUID("business_id"), row.getUUID("conversation_id"), row.getUUID("shopper_id")),
                row.getString("channel") != null,
                row.getString("locale"),
                Conversation.State.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                row.getBoolean("disclosed"),
                row.getBoolean("disclosure_owed"),
                row.getLong("last_position"),
                Times.of(row, "last_inbound_at"),
                row.getLong("checkout_number"),
                texts.read(row.getString("cart"), Cart.class),
                texts.read(row.getString("flow"), Flow.class),
                Times.of(row, "away_told_at"));
    }
}
