package io.tresen.notification;

import java.time.Instant;
import java.util.UUID;

/**
 * A waiting subscription whose turn it may be.
 *
 * @param notices notices made of it so far, suppressed ones too; the next one's id is derived from it
 * @param optedOut the shopper said STOP
 * @param lastTold when this shopper was last told of this product, by whichever subscription; null = never
 * @param notedReason why a notice of it was last suppressed; null = never
 * @param notedAt when that was written down
 */
public record Candidate(
        UUID subscriptionId,
        UUID conversationId,
        UUID shopperId,
        String retailerId,
        int notices,
        boolean optedOut,
        Instant lastTold,
        String notedReason,
        Instant notedAt) {}
