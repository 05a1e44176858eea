package io.tresen.chat.assistant;

import java.time.Instant;
import java.util.UUID;

/**
 * A checkout that was placed out of this conversation.
 *
 * @param number 1, 2, 3 … in the conversation
 * @param orderNo null until order-service told it
 * @param failed true when it was declined or rejected, so that its cart came back
 * @param requestedAt business time
 */
public record Checkout(long number, UUID orderId, String orderNo, boolean failed, Instant requestedAt) {}
