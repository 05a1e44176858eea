package io.tresen.catalog;

import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** This service's copy of chat's businesses. */
@ApplicationScoped
public class Businesses {

    /** What a feed says of a shop. */
    public record Sign(String handle, String name) {}

    /** A shop's handle and name; empty while they were not told. */
    public Optional<Sign> sign(Tx tx, UUID businessId) {
        return tx.one(
                        "select handle, name from business_copy where business_id = $1 and handle is not null"
                                + " and name is not null",
                        businessId)
                .map(row -> new Sign(row.getString("handle"), row.getString("name")));
    }

    /** Takes a snapshot if it is newer than what is there. */
    public void heard(
            Tx tx,
            UUID businessId,
            String country,
            String currency,
            String language,
            String handle,
            String name,
            long sequence) {
        tx.send(
                """
                insert into business_copy (business_id, country, currency, language, handle, name, sequence)
                values ($1, $2, $3, $4, $5, $6, $7)
                on conflict (business_id) do update set country = excluded.country, currency = excluded.currency,
                  language = excluded.language, handle = excluded.handle, name = excluded.name,
                  sequence = excluded.sequence
                where excluded.sequence > business_copy.sequence""",
                businessId,
                country,
                currency,
                language,
                handle,
                name,
                sequence);
    }
}
