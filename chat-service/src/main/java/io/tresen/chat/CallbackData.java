package io.tresen.chat;

import io.tresen.chat.BusinessApps.Moved;
import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** What a business app wants to hear again with each status of a message; the shopper never sees it. */
@ApplicationScoped
public class CallbackData {

    /** Keeps it; before the message is saved, so that its first status has it. */
    void keep(Tx tx, UUID businessId, String messageId, String data) {
        tx.update(
                "insert into callback_data (business_id, message_id, data) values ($1, $2, $3)",
                businessId,
                messageId,
                data);
    }

    /** By message; without those that have none. */
    public Map<String, String> of(Tx tx, UUID businessId, List<String> messageIds) {
        return tx
                .list(
                        "select message_id, data from callback_data where business_id = $1 and message_id = any($2)",
                        businessId,
                        messageIds.toArray(String[]::new))
                .stream()
                .collect(Collectors.toMap(row -> row.getString("message_id"), row -> row.getString("data")));
    }

    /** As its namesake, of what moved in several conversations, whoever they belong to. */
    public Map<String, String> of(Tx tx, List<Moved> moved) {
        List<UUID> businesses = new ArrayList<>();
        List<String> messages = new ArrayList<>();
        for (Moved it : moved) {
            for (String id : it.messageIds()) {
                businesses.add(it.businessId());
                messages.add(id);
            }
        }
        return tx
                .list(
                        """
                        select d.message_id, d.data from unnest($1::uuid[], $2::text[]) as m (business_id, message_id)
                        join callback_data d on d.business_id = m.business_id and d.message_id = m.message_id""",
                        businesses.toArray(UUID[]::new),
                        messages.toArray(String[]::new))
                .stream()
                .collect(Collectors.toMap(row -> row.getString("message_id"), row -> row.getString("data")));
    }
}
