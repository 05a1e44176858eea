package io.tresen.chat;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.UUID;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A fresh code: six random digits. A million codes are soon tried, so what is kept of one is salted and slow to make (PBKDF2,
 * RFC 8018): who steals the table needs longer than a code lives.
 *
 * @param id by which the operator's gateway knows a repeated call
 * @param salt random
 */
public record VerificationCode(UUID id, String digits, byte[] salt) {

    /** As many guesses as a code has. */
    public static final int GUESSES = 3;

    public static final int DIGITS = 6;

    /** Wall clock. */
    public static final java.time.Duration LIFE = java.time.Duration.ofMinutes(10);

    private static final int ROUNDS = 100_000;
    private static final int BITS = 256;

    /** What a code is kept as. Takes its time: never inside a transaction. */
    public byte[] hash() {
        return hash(digits, salt);
    }

    /** Whether a guess is the code, in the same time whether it is or not. Never inside a transaction. */
    public static boolean matches(String guess, byte[] salt, byte[] hash) {
        return MessageDigest.isEqual(hash(guess, salt), hash);
    }

    private static byte[] hash(String digits, byte[] salt) {
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(digits.toCharArray(), salt, ROUNDS, BITS))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has PBKDF2WithHmacSHA256", e);
        }
    }

    /** For logs: nothing of the code. */
    @Override
    public String toString() {
        return "VerificationCode[" + id + "]";
    }
}
