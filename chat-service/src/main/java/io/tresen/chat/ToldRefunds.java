package io.tresen.chat;

import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Refunds that a shopper was told of: one that fails after that has to be told too, and no other. */
@ApplicationScoped
public class ToldRefunds {

    /** The shopper is told that the money went back. */
    public void told(Tx tx, UUID businessId, UUID refundId) {
        tx.update(
                "insert into told_refund (business_id, refund_id) values ($1, $2) on conflict do nothing",
                businessId,
                refundId);
    }

    /** Takes it back; false when it was not told. */
    public boolean takeBack(Tx tx, UUID businessId, UUID refundId) {
        return tx.update("delete from told_refund where business_id = $1 and refund_id = $2", businessId, refundId) > 0;
    }
}
