package io.tresen.catalog;

import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** This service's copy of chat's businesses. */
@ApplicationScoped
public class Businesses {

    /** Takes a snapshot if it is newer than what is there. */
    public void heard(Tx tx, UUID businessId, String country, String currency, String language, long sequence) {
        tx.update(
                """
                insert into business_copy (business_id, country, currency, language, sequence)
                values ($1, $2, $3, $4, $5)
                on conflict (business_id) do update set country = excluded.country, currency = excluded.currency,
                  language = excluded.language, sequence = excluded.sequence
                where excluded.sequence > business_copy.sequence""",
                businessId,
                country,
                currency,
                language,
                sequence);
    }
}
