package io.tresen.payment;

import io.tresen.messaging.db.Columns;
import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Optional;

/**
 * Idempotency keys of the pay page. A charge spans several transactions with calls between them, so the key is kept on the
 * attempt that it claimed: a replay is answered with that attempt and opens no other.
 */
@ApplicationScoped
public class PayKeys {

    /** Only hashes are kept. */
    public record PayKey(byte[] keyHash, byte[] bodyHash) {}

    /** The attempt that this key claimed. @throws io.tresen.messaging.RejectedException 422 on another body */
    Optional<Payment> attempt(Tx tx, OrderPayments held, PayKey key) {
        if (key == null) {
            return Optional.empty();
        }
        return tx.one(
                        "select payment_id, pay_body_hash from payment where business_id = $1 and order_id = $2"
                                + " and pay_key_hash = $3",
                        held.order().businessId(),
                        held.order().orderId(),
                        Columns.buffer(key.keyHash()))
                .map(row -> {
                    if (!Arrays.equals(Columns.bytes(row, "pay_body_hash"), key.bodyHash())) {
                        throw PaymentRejection.PAY_KEY_REUSED.exception();
                    }
                    return held.payment(row.getUUID("payment_id")).orElseThrow();
                });
    }

    /** Keeps the key on the latest attempt. */
    void keep(Tx tx, OrderPayments held, PayKey key) {
        if (key != null) {
            tx.send(
                    "update payment set pay_key_hash = $3, pay_body_hash = $4 where business_id = $1 and payment_id = $2",
                    held.order().businessId(),
                    held.last().id(),
                    Columns.buffer(key.keyHash()),
                    Columns.buffer(key.bodyHash()));
        }
    }
}
