package io.tresen.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.chat.BusinessApps.Moved;
import io.tresen.messaging.db.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Who talks to whom, read in one go for those who are told of it. */
@ApplicationScoped
public class Correspondences {

    private static final String READ =
            """
            select c.conversation_id, b.waba_id, b.phone_number_id, s.wa_id, s.display_name, c.referral::text as referral,
              case when c.referral is null then 0 else (
                select m.position from message m
                where m.business_id = c.business_id and m.conversation_id = c.conversation_id and m.direction = 'inbound'
                order by m.position limit 1) end as first_inbound
            from conversation c
            join business b on b.business_id = c.business_id
            join shopper s on s.business_id = c.business_id and s.shopper_id = c.shopper_id
            join unnest($1::uuid[], $2::uuid[]) as w (business_id, conversation_id)
              on w.business_id = c.business_id and w.conversation_id = c.conversation_id""";

    private final Texts texts;

    Correspondences(Texts texts) {
        this.texts = texts;
    }

    /** By conversation, each once in the list; without those that their tenant does not have. */
    public Map<UUID, Correspondence> of(Tx tx, List<Moved> moved) {
        return tx
                .list(
                        READ,
                        moved.stream().map(Moved::businessId).toArray(UUID[]::new),
                        moved.stream().map(Moved::conversationId).toArray(UUID[]::new))
                .stream()
                .collect(Collectors.toMap(row -> row.getUUID("conversation_id"), this::correspondence));
    }

    private Correspondence correspondence(Row row) {
        return new Correspondence(
                row.getString("waba_id"),
                row.getString("phone_number_id"),
                row.getString("wa_id"),
                row.getString("display_name"),
                texts.read(row.getString("referral"), JsonNode.class),
                row.getLong("first_inbound") == null ? 0 : row.getLong("first_inbound"));
    }
}
