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

    /** By message, of several conversations, whoever they belong to; without those that have none. */
    public Map<String, String> of(Tx tx, List<Moved> moved) {
        List<UUID> businesses = new ArrayList<>();
        List<String> messages = new ArrayList<>();
        for (Moved it : moved) {
            for (String id : it.messageIds()) {
                businesses.add(it.businessId());
                messages.add(id);
            }
        }
        if (messages.isEmpty()) {
            return Map.of();
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
