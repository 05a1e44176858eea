package io.tresen.notification;

import java.time.Instant;
import java.util.UUID;

/**
 * A shopper's place in the line for one product.
 *
 * @param since business time of the wish; the line is ordered by it
 */
public record Subscription(UUID subscriptionId, UUID conversationId, String retailerId, Instant since) {}
