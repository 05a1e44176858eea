package io.tresen.order;

import io.tresen.messaging.db.Tx;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** What opens one order's receipt without a token: 192 random bits, of which only the hash is kept. */
@ApplicationScoped
public class ReceiptKeys {

    private static final int BYTES = 24;

    private final SecureRandom random = new SecureRandom();

    /** A new one. */
    public String next() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The tenant of the order that this key opens; empty where it opens none. */
    public Optional<UUID> tenantOf(Tx tx, UUID orderId, String key) {
        return tx.one(
                        "select business_id from orders where order_id = $1 and receipt_key_hash = $2",
                        orderId,
                        hash(key))
                .map(row -> row.getUUID("business_id"));
    }

    static Buffer hash(String key) {
        try {
            return Buffer.buffer(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
