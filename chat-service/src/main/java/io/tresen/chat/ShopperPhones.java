package io.tresen.chat;

import io.tresen.messaging.By;
import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The numbers of shoppers that their businesses made sure of; the conversation's history tells who did it. */
@ApplicationScoped
public class ShopperPhones {

    private final Conversations conversations;
    private final Shoppers shoppers;
    private final ConversationHistory history;

    ShopperPhones(Conversations conversations, Shoppers shoppers, ConversationHistory history) {
        this.conversations = conversations;
        this.shoppers = shoppers;
        this.history = history;
    }

    /**
     * The shopper of a conversation has this number from now on, in digits alone, or none for null.
     *
     * @return the shopper; empty when the tenant has no such conversation
     * @throws io.tresen.messaging.RejectedException phone-taken when another shopper of the business has it
     */
    public Optional<UUID> confirm(Tx tx, Instant now, UUID businessId, UUID conversationId, String digits, By by) {
        return conversations.lock(tx, businessId, conversationId).map(conversation -> {
            UUID shopperId = conversation.party().shopperId();
            if (shoppers.havePhone(tx, businessId, shopperId, digits)) {
                ConversationHistory.Deed deed = digits == null
                        ? ConversationHistory.Deed.PHONE_REMOVED
                        : ConversationHistory.Deed.PHONE_CONFIRMED;
                history.add(tx, now, businessId, conversationId, deed, by, Map.of());
            }
            return shopperId;
        });
    }
}
