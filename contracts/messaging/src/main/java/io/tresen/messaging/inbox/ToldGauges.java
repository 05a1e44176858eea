package io.tresen.messaging.inbox;

import io.quarkus.runtime.StartupEvent;
import io.tresen.messaging.watch.Watches;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * What a restore has left to a person. What turns out to be a fact again is settled with the next {@link Purge}.
 *
 * <ul>
 *   <li>{@code tresen_restore_attention_keys}: keys of which this database, restored from a backup, had told more than it knows
 *   <li>{@code tresen_restore_attention_oldest_age_seconds}: since when the oldest of them is known, 0 for none
 * </ul>
 */
@ApplicationScoped
public class ToldGauges {

    private static final String QUERY =
            """
            select count(distinct key)::float8 as keys,
              coalesce(extract(epoch from now() - min(found_at)), 0)::float8 as oldest_s
            from told_event where settled_at is null""";

    private final Watches watches;

    ToldGauges(Watches watches) {
        this.watches = watches;
    }

    void start(@Observes StartupEvent event) {
        watches.watch("what a restore left", tx -> tx.one(QUERY).orElseThrow())
                .gauge("tresen.restore.attention.keys", null, row -> row.getDouble("keys"))
                .gauge("tresen.restore.attention.oldest.age", "seconds", row -> row.getDouble("oldest_s"));
    }
}
