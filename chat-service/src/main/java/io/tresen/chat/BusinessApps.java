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

    /** Messages to the shopper of one conversation that came into a status, in the order of the list. */
    record Moved(UUID businessId, UUID conversationId, List<String> messageIds) {}

    /** Messages came into a status. @param errors Meta's error objects of messages that failed, or null */
    void moved(Tx tx, Moved moved, StoredMessage.Status status, JsonNode errors);

    /** Messages of several conversations, at least one, came into a status. */
    void moved(Tx tx, List<Moved> moved, StoredMessage.Status status);
}
