package io.tresen.chat;

import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** When marketing went to whom, for as long as the limit looks back. */
@ApplicationScoped
class MarketingSent {

    /** Times at which marketing went to a shopper after an instant, oldest first. */
    List<Instant> since(Tx tx, UUID businessId, UUID shopperId, Instant after) {
        return tx
                .list(
                        "select sent_at from marketing_sent where business_id = $1 and shopper_id = $2 and sent_at > $3"
                                + " order by sent_at",
                        businessId,
                        shopperId,
                        Times.utc(after))
                .stream()
                .map(row -> Times.of(row, "sent_at"))
                .toList();
    }

    /** Notes one, and forgets the shopper's of before an instant. */
    void add(Tx tx, UUID businessId, UUID shopperId, String messageId, Instant now, Instant forgotten) {
        tx.update(
                "delete from marketing_sent where business_id = $1 and shopper_id = $2 and sent_at <= $3",
                businessId,
                shopperId,
                Times.utc(forgotten));
        tx.update(
                "insert into marketing_sent (business_id, shopper_id, message_id, sent_at) values ($1, $2, $3, $4)",
                businessId,
                shopperId,
                messageId,
                Times.utc(now));
    }
}
