package io.tresen.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Who talks to whom, read in one go for those who are told of it. */
@ApplicationScoped
public class Correspondences {

    private final Texts texts;

    Correspondences(Texts texts) {
        this.texts = texts;
    }

    /** Of a conversation; empty when the tenant has no such one. */
    public Optional<Correspondence> of(Tx tx, UUID businessId, UUID conversationId) {
        return tx.one(
                        """
                        select b.waba_id, b.phone_number_id, s.wa_id, s.display_name, c.referral::text as referral,
                          case when c.referral is null then 0 else (
                            select m.position from message m
                            where m.business_id = $1 and m.conversation_id = $2 and m.direction = 'inbound'
                            order by m.position limit 1) end as first_inbound
                        from conversation c
                        join business b on b.business_id = c.business_id
                        join shopper s on s.business_id = c.business_id and s.shopper_id = c.shopper_id
                        where c.business_id = $1 and c.conversation_id = $2""",
                        businessId,
                        conversationId)
                .map(row -> new Correspondence(
                        row.getString("waba_id"),
                        row.getString("phone_number_id"),
                        row.getString("wa_id"),
                        row.getString("display_name"),
                        texts.read(row.getString("referral"), JsonNode.class),
                        row.getLong("first_inbound") == null ? 0 : row.getLong("first_inbound")));
    }
}
