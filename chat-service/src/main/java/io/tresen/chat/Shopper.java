package io.tresen.chat;

import io.tresen.chat.assistant.Address;
import java.util.UUID;

/**
 * A shopper of one business. Name and address are personal and stay in this service.
 *
 * @param waId digits-only alias
 * @param displayName null when not given
 * @param address the last one used, or null
 * @param termsVersion accepted business terms; null without consent
 * @param latestConversationId conversation of the last inbound message, at first the one just opened
 */
public record Shopper(
        UUID businessId,
        UUID id,
        String waId,
        String displayName,
        Address address,
        Integer termsVersion,
        boolean marketingAllowed,
        UUID latestConversationId,
        long version) {

    /** What aliases begin with, and no phone number does. */
    static final String ALIAS = "999";

    /** True when the business's current terms are accepted. */
    public boolean consentsTo(Business business) {
        return termsVersion != null && termsVersion == business.termsVersion();
    }

    /** For logs: nothing of the person. */
    @Override
    public String toString() {
        return "Shopper[" + id + "]";
    }
}
