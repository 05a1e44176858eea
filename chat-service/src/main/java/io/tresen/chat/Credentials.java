package io.tresen.chat;

import io.tresen.messaging.db.Columns;
import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Client ids and the hashes of their secrets. A secret is made here of 256 random bits, so nobody can search for it and a
 * plain SHA-256 is enough; slow hashes are for what people choose. Compared in constant time.
 */
@ApplicationScoped
public class Credentials {

    /** Keeps a new client. */
    public void add(Tx tx, Instant now, UUID businessId, UUID clientId, String secret) {
        tx.update(
                "insert into credential (client_id, business_id, secret_hash, rotated_at) values ($1, $2, $3, $4)",
                clientId,
                businessId,
                Columns.buffer(SecretHash.of(secret)),
                Times.utc(now));
    }

    /** Replaces the secret, so that the old one is dead with the commit. Answers the client id, which stays. */
    public UUID rotate(Tx tx, Instant now, UUID businessId, String secret) {
        return tx.one(
                        "update credential set secret_hash = $2, rotated_at = $3 where business_id = $1"
                                + " returning client_id",
                        businessId,
                        Columns.buffer(SecretHash.of(secret)),
                        Times.utc(now))
                .orElseThrow()
                .getUUID("client_id");
    }

    /** The business's client id. */
    public UUID clientOf(Tx tx, UUID businessId) {
        return tx.one("select client_id from credential where business_id = $1", businessId)
                .orElseThrow()
                .getUUID("client_id");
    }

    /** The business whose client this is; empty for an unknown client or a wrong secret. */
    public Optional<UUID> businessOf(Tx tx, UUID clientId, String secret) {
        return tx.one("select business_id, secret_hash from credential where client_id = $1", clientId)
                .filter(row -> MessageDigest.isEqual(Columns.bytes(row, "secret_hash"), SecretHash.of(secret)))
                .map(row -> row.getUUID("business_id"));
    }
}
