package io.tresen.chat;

import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Where a business lets its chat be embedded. */
@ApplicationScoped
public class AllowedOrigins {

    /** The origins, as they were written; empty for none. */
    public List<String> of(Tx tx, UUID businessId) {
        return tx.one("select allowed_origins from business where business_id = $1", businessId)
                .map(row -> List.of(row.getArrayOfStrings("allowed_origins")))
                .orElse(List.of());
    }

    /** Replaces them; the version moves with the profile's. */
    public void set(Tx tx, UUID businessId, List<String> origins) {
        tx.update(
                "update business set allowed_origins = $2 where business_id = $1",
                businessId,
                origins.toArray(String[]::new));
    }
}
