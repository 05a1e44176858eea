package io.tresen.notification;

import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The copy of what is available ({@code availability_copy}). */
@ApplicationScoped
public class Availabilities {

    /** Takes a newer state in. @param sequence of the event, per product */
    public void copy(Tx tx, UUID businessId, UUID productId, Availability availability, long sequence) {
        tx.send(
                """
                insert into availability_copy (business_id, product_id, available, version, sequence)
                values ($1, $2, $3, $4, $5)
                on conflict (business_id, product_id) do update
                set available = excluded.available, version = excluded.version, sequence = excluded.sequence
                where excluded.sequence > availability_copy.sequence""",
                businessId,
                productId,
                availability.available(),
                availability.version(),
                sequence);
    }

    /** What is known; {@link Availability#UNKNOWN} where nothing is. */
    Availability of(Tx tx, UUID businessId, UUID productId) {
        return tx.one(
                        "select available, version from availability_copy where business_id = $1 and product_id = $2",
                        businessId,
                        productId)
                .map(row -> new Availability(row.getLong("available"), row.getLong("version")))
                .orElse(Availability.UNKNOWN);
    }
}
