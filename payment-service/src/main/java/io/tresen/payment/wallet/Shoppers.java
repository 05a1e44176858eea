package io.tresen.payment.wallet;

import io.tresen.messaging.db.Tx;
import io.tresen.payment.PaymentRejection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Copy of which shoppers a business has. */
@ApplicationScoped
public class Shoppers {

    /** Takes a snapshot unless a newer one is here. */
    public void put(Tx tx, UUID businessId, UUID shopperId, long sequence) {
        tx.send(
                """
                insert into shopper_copy as t (business_id, shopper_id, sequence) values ($1, $2, $3)
                on conflict (business_id, shopper_id) do update set sequence = excluded.sequence
                where excluded.sequence > t.sequence""",
                businessId,
                shopperId,
                sequence);
    }

    /** Whether the business has that shopper; also false while the copy has not heard of it. */
    public boolean knows(Tx tx, UUID businessId, UUID shopperId) {
        return tx.one("select 1 from shopper_copy where business_id = $1 and shopper_id = $2", businessId, shopperId)
                .isPresent();
    }

    /** @throws io.tresen.messaging.RejectedException 404 for a shopper that the business does not have */
    public void require(Tx tx, UUID businessId, UUID shopperId) {
        if (!knows(tx, businessId, shopperId)) {
            throw PaymentRejection.UNKNOWN_PAYMENT.exception();
        }
    }
}
