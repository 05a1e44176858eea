package io.tresen.payment.rest;

import io.tresen.messaging.rest.Problem;
import io.tresen.payment.PayKeys.PayKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The optional idempotency key of a payment on the page. */
final class PayPageKey {

    private static final int SHORTEST = 22;
    private static final int LONGEST = 255;

    private PayPageKey() {}

    /**
     * Hashes of key and content; null without a key that can be used.
     *
     * @throws io.tresen.messaging.RejectedException 400 for one that is longer than any may be, whatever became of the payment
     */
    static PayKey of(String key, String content) {
        if (key != null && key.length() > LONGEST) {
            check(key);
        }
        return key == null || !fits(key) ? null : new PayKey(sha256(key), sha256(content));
    }

    /** Refuses a key that can't be used; null passes. @throws io.tresen.messaging.RejectedException 400 */
    static void check(String key) {
        if (key != null && !fits(key)) {
            throw Problem.of("idempotency-key-invalid", 400, "The Idempotency-Key can't be used")
                    .because("It must have " + SHORTEST + " to " + LONGEST + " characters")
                    .exception();
        }
    }

    private static boolean fits(String key) {
        return key.length() >= SHORTEST && key.length() <= LONGEST;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
