package io.tresen.catalog;

import io.tresen.messaging.db.Tx;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** The keys of the feeds' secret addresses, one a business; 256 random bits, so that a plain hash can't be searched. */
@ApplicationScoped
public class FeedKeys {

    /** Sets the business's key; the one before ends with it. */
    public void put(Tx tx, UUID businessId, byte[] keyHash, Instant now) {
        tx.update(
                "insert into feed_key (business_id, key_hash, made_at) values ($1, $2, $3) on conflict (business_id)"
                        + " do update set key_hash = excluded.key_hash, made_at = excluded.made_at",
                businessId,
                Buffer.buffer(keyHash),
                now.atOffset(ZoneOffset.UTC));
    }

    /** Ends it; false when there was none. */
    public boolean remove(Tx tx, UUID businessId) {
        return tx.update("delete from feed_key where business_id = $1", businessId) > 0;
    }

    /** Whose key it is. */
    public Optional<UUID> business(Tx tx, byte[] keyHash) {
        return tx.one("select business_id from feed_key where key_hash = $1", Buffer.buffer(keyHash))
                .map(row -> row.getUUID("business_id"));
    }
}
