package io.tresen.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.messaging.db.Tx;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** The businesses' own apps: they hear what was said, and what became of what was said to a shopper (INTERFACE 4). */
public interface BusinessApps {

    /** True when the business's app is told of messages: asked at once, together with what is sent next, and looked at later. */
    BooleanSupplier listens(Tx tx, UUID businessId);

    /** Messages were added to a conversation, in this order. @param listens as {@link #listens} answered in this transaction */
    void said(Tx tx, ChatEvent.Party party, List<StoredMessage> messages, BooleanSupplier listens);

    /** Messages to the shopper came into a status, in the order of the list. */
    default void moved(
            Tx tx, UUID businessId, UUID conversationId, List<String> messageIds, StoredMessage.Status status) {
        moved(tx, businessId, conversationId, messageIds, status, null);
    }

    /** As its namesake; {@code errors}: Meta's error objects of a message that failed, or null. */
    void moved(
            Tx tx,
            UUID businessId,
            UUID conversationId,
            List<String> messageIds,
            StoredMessage.Status status,
            JsonNode errors);
}
