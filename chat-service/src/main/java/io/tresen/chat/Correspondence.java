package io.tresen.chat;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The two sides of a conversation, under the names that Meta's envelope has for them.
 *
 * @param displayName the shopper's; null when not given
 * @param referral where the shopper came from, or null
 * @param firstInbound position of the shopper's first message, which tells the referral; 0 where there is no referral
 */
public record Correspondence(
        String wabaId, String phoneNumberId, String waId, String displayName, JsonNode referral, long firstInbound) {

    /** For logs: nothing of the person. */
    @Override
    public String toString() {
        return "Correspondence[" + phoneNumberId + "]";
    }
}
