package io.tresen.order;

import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** This service's own copy of which conversation a shopper last wrote in. */
@ApplicationScoped
public class Shoppers {

    /** Where an order of this shopper reports to; empty for another tenant's shopper. */
    public Optional<UUID> latestConversation(Tx tx, UUID businessId, UUID shopperId) {
        return tx.one(
                        "select latest_conversation_id from shopper_copy where business_id = $1 and shopper_id = $2",
                        businessId,
                        shopperId)
                .map(row -> row.getUUID("latest_conversation_id"));
    }

    /** Takes a snapshot unless a later one is there. */
    public void put(Tx tx, UUID businessId, UUID shopperId, UUID latestConversationId, long sequence) {
        tx.send(
                """
                insert into shopper_copy (business_id, shopper_id, latest_conversation_id, sequence) values ($1, $2, $3, $4)
                on conflict (business_id, shopper_id) do update
                  set latest_conversation_id = excluded.latest_conversation_id, sequence = excluded.sequence
                where excluded.sequence > shopper_copy.sequence""",
                businessId,
                shopperId,
                latestConversationId,
                sequence);
    }
}
