package io.tresen.chat.assistant;

import java.time.Instant;
import java.util.UUID;

/**
 * All that the assistant knows before it answers, lookups aside.
 *
 * @param first true before the assistant has said that it is automatic
 * @param consented true when the shopper accepted the shop's current terms
 * @param onFile the shopper's last address, or null
 * @param checkoutNumber the last one that was spent; 0 for none
 * @param waId the shopper's number, which others may be given
 * @param position of the message that is answered; in this conversation only
 * @param now business time
 */
public record Situation(
        Shop shop,
        Language language,
        UUID conversationId,
        boolean first,
        boolean consented,
        boolean marketingAllowed,
        Address onFile,
        Cart cart,
        Flow flow,
        long checkoutNumber,
        String waId,
        long position,
        Instant now) {}
