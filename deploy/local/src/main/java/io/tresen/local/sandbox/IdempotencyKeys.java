package io.tresen.local.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Same key and same parameters: the first answer again, refusals too. Other parameters: 400. The first still under way,
 * which lasts until its answer is out: 409.
 */
final class IdempotencyKeys {

    private final Book book;
    private final Set<String> running = new HashSet<>();

    IdempotencyKeys(Book book) {
        this.book = book;
    }

    /**
     * Runs the command unless the key is known. The answer becomes part of the command's change, so that a crash leaves
     * both or neither. {@link #finished} must follow once a fresh answer is out.
     */
    Outcome once(String key, String method, String path, StripeForm form, Supplier<Outcome> command) {
        if (key.length() > 255) {
            throw StripeError.invalid("parameter_invalid", "Idempotency keys are at most 255 characters long.", null);
        }
        if (running.contains(key)) {
            throw StripeError.keyInUse();
        }
        String request = digest(method + " " + path + " " + form.canonical());
        Optional<StoredAnswer> known = book.answer(key);
        if (known.isPresent()) {
            if (!known.get().request().equals(request)) {
                throw StripeError.keyReused(key);
            }
            return Outcome.replay(known.get());
        }
        Outcome outcome = command.get();
        long nowSeconds = System.currentTimeMillis() / 1000;
        outcome.change().with(new StoredAnswer(key, request, outcome.status(), outcome.body(), nowSeconds));
        running.add(key);
        return outcome;
    }

    void finished(String key) {
        running.remove(key);
    }

    private static String digest(String text) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
