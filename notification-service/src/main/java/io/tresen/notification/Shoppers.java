package io.tresen.notification;

import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The copy of the chat's shoppers ({@code shopper_copy}): whose conversation it is, and who said STOP. */
@ApplicationScoped
public class Shoppers {

    /** Takes a newer snapshot in. @param sequence of the event, per shopper */
    public void copy(
            Tx tx,
            UUID businessId,
            UUID shopperId,
            List<UUID> conversationIds,
            boolean marketingAllowed,
            long sequence) {
        tx.send(
                """
                insert into shopper_copy (business_id, shopper_id, conversation_ids, marketing_allowed, sequence)
                values ($1, $2, $3, $4, $5)
                on conflict (business_id, shopper_id) do update
                set conversation_ids = excluded.conversation_ids, marketing_allowed = excluded.marketing_allowed,
                  sequence = excluded.sequence
                where excluded.sequence > shopper_copy.sequence""",
                businessId,
                shopperId,
                conversationIds.toArray(UUID[]::new),
                marketingAllowed,
                sequence);
    }

    /** The shopper of a conversation of this business. */
    Optional<UUID> ofConversation(Tx tx, UUID businessId, UUID conversationId) {
        return tx.one(
                        "select shopper_id from shopper_copy where business_id = $1 and conversation_ids @> $2",
                        businessId,
                        new UUID[] {conversationId})
                .map(row -> row.getUUID("shopper_id"));
    }
}
