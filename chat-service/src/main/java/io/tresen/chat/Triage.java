package io.tresen.chat;

import io.tresen.messaging.By;
import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Who looks after a conversation, and what it is filed under. */
@ApplicationScoped
public class Triage {

    private final Conversations conversations;
    private final StaffMembers staff;
    private final ConversationHistory history;

    Triage(Conversations conversations, StaffMembers staff, ConversationHistory history) {
        this.conversations = conversations;
        this.staff = staff;
        this.history = history;
    }

    /**
     * Gives a conversation to somebody, or to nobody ({@code staffId} null).
     *
     * @return false when the tenant has no such conversation
     * @throws io.tresen.messaging.RejectedException unknown-staff
     */
    public boolean assign(Tx tx, Instant now, UUID businessId, UUID conversationId, UUID staffId, By by) {
        Optional<Conversation> found = conversations.lock(tx, businessId, conversationId);
        if (found.isEmpty()) {
            return false;
        }
        if (staffId != null) {
            staff.hold(tx, businessId, staffId).orElseThrow(ChatRejection.UNKNOWN_STAFF::exception);
        }
        int changed = tx.update(
                "update conversation set assigned_to = $3 where business_id = $1 and conversation_id = $2"
                        + " and assigned_to is distinct from $3",
                businessId,
                conversationId,
                staffId);
        if (changed == 1) {
            ConversationHistory.Deed deed =
                    staffId == null ? ConversationHistory.Deed.UNASSIGNED : ConversationHistory.Deed.ASSIGNED;
            Map<String, Object> detail = staffId == null ? Map.of() : Map.of("staff_id", staffId.toString());
            history.add(tx, now, businessId, conversationId, deed, by, detail);
        }
        return true;
    }

    /** Replaces the tags; false when the tenant has no such conversation. */
    public boolean tag(Tx tx, Instant now, UUID businessId, UUID conversationId, List<String> tags, By by) {
        Optional<Conversation> found = conversations.lock(tx, businessId, conversationId);
        if (found.isEmpty()) {
            return false;
        }
        int changed = tx.update(
                "update conversation set tags = $3 where business_id = $1 and conversation_id = $2 and tags <> $3",
                businessId,
                conversationId,
                tags.toArray(String[]::new));
        if (changed == 1) {
            Map<String, Object> detail = Map.of("tags", tags);
            history.add(tx, now, businessId, conversationId, ConversationHistory.Deed.TAGGED, by, detail);
        }
        return true;
    }
}
