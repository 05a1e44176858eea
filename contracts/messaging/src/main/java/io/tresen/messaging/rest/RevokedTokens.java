package io.tresen.messaging.rest;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** This replica's copy of the revoked tokens, filled from {@code chat.token.v1}, of which every replica reads all. */
@ApplicationScoped
public class RevokedTokens {

    private static final int SWEEP_EVERY = 1_000;

    private final Map<UUID, Instant> ends = new ConcurrentHashMap<>();
    private final AtomicInteger revocations = new AtomicInteger();

    /** Refuses the token from now on; {@code end}: when it can neither be used nor renewed any more, by the wall clock. */
    public void revoke(UUID jti, Instant end) {
        ends.put(jti, end);
        if (revocations.incrementAndGet() % SWEEP_EVERY == 0) {
            Instant now = Instant.now();
            ends.values().removeIf(passed -> passed.isBefore(now));
        }
    }

    /** Drops a token whose end has passed (its tombstone came). */
    public void forget(UUID jti) {
        ends.remove(jti);
    }

    /** True when the token must be refused whatever its signature says. */
    public boolean isRevoked(UUID jti) {
        return ends.containsKey(jti);
    }
}
