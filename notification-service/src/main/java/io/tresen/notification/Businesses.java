package io.tresen.notification;

import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The copy of the chat's businesses ({@code business_copy}). */
@ApplicationScoped
public class Businesses {

    /** Takes a newer snapshot in. @param sequence of the event, per business */
    public void copy(Tx tx, UUID businessId, String handle, String language, long sequence) {
        tx.send(
                """
                insert into business_copy (business_id, handle, language, sequence) values ($1, $2, $3, $4)
                on conflict (business_id) do update
                set handle = excluded.handle, language = excluded.language, sequence = excluded.sequence
                where excluded.sequence > business_copy.sequence""",
                businessId,
                handle,
                language,
                sequence);
    }
}
