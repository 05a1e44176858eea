package io.tresen.chat.webhook;

import io.tresen.messaging.RejectedException;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.webhook.WebhookCalls;
import io.tresen.messaging.webhook.WebhookCalls.Outcome;
import io.tresen.messaging.webhook.WebhookUrl;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Asks an endpoint whether it wants to be told: {@code GET} with {@code hub.mode=subscribe}, {@code hub.challenge} and
 * {@code hub.verify_token}; it answers 200 with the challenge as its body. Source: Meta, "Webhooks: verification requests".
 */
@ApplicationScoped
public class Handshake {

    /** Each holds a worker thread for up to five seconds. */
    private static final int AT_A_TIME = 10;

    private static final int CHALLENGE_BITS = 60;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final WebhookCalls calls;
    private final Semaphore places = new Semaphore(AT_A_TIME);

    /** Businesses whose endpoints are asked: one at a time each, so that one that hangs leaves the others their places. */
    private final Set<UUID> asking = ConcurrentHashMap.newKeySet();

    Handshake(WebhookCalls calls) {
        this.calls = calls;
    }

    /**
     * Asks; outside of every transaction.
     *
     * @return why it is not verified; empty when it is
     * @throws io.tresen.messaging.RejectedException 429 while too many are asked, or the business's last one still is
     */
    public Optional<String> refusal(UUID businessId, WebhookUrl url, String verifyToken) {
        if (!asking.add(businessId)) {
            throw busy();
        }
        try {
            return refusal(url, verifyToken);
        } finally {
            asking.remove(businessId);
        }
    }

    private static RejectedException busy() {
        return Problem.standard(429).retryIn(Duration.ofSeconds(5)).exception();
    }

    private Optional<String> refusal(WebhookUrl url, String verifyToken) {
        if (!places.tryAcquire()) {
            throw busy();
        }
        try {
            String challenge = new BigInteger(CHALLENGE_BITS, RANDOM).toString();
            Outcome outcome = calls.get(url.with("hub.mode=subscribe&hub.challenge=" + challenge + "&hub.verify_token="
                            + URLEncoder.encode(verifyToken, StandardCharsets.UTF_8)))
                    .join();
            if (!outcome.answered()) {
                return Optional.of("The endpoint gave no answer: " + outcome.error());
            }
            if (!outcome.isFine()) {
                return Optional.of("The endpoint answered " + outcome.status());
            }
            return new String(outcome.body(), StandardCharsets.UTF_8).strip().equals(challenge)
                    ? Optional.empty()
                    : Optional.of("The endpoint did not answer with the challenge");
        } finally {
            places.release();
        }
    }
}
