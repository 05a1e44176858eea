package io.tresen.chat;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * A person who works for a business.
 *
 * @param displayName what colleagues see; shoppers never do
 * @param joinedAt business time
 */
public record StaffMember(UUID businessId, UUID id, Role role, String displayName, String email, Instant joinedAt) {

    /** What they may do: an owner everything, an agent the inbox, the orders, and looking at the catalog. */
    public enum Role {
        OWNER,
        AGENT;

        /** As in the token's {@code staff_role} claim. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** For logs: nothing of the person. */
    @Override
    public String toString() {
        return "StaffMember[" + id + "]";
    }
}
