package io.tresen.messaging.inbox;

import io.quarkus.runtime.StartupEvent;
import io.tresen.messaging.watch.Watches;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * What waits in this service's outbox and inbox.
 *
 * <ul>
 *   <li>{@code tresen_outbox_oldest_age_seconds}: how long the oldest event has not been sent, 0 when all are
 *   <li>{@code tresen_outbox_pending}: events to send, counted up to 100,000
 *   <li>{@code tresen_dead_letters_open}: letters that nobody has replayed or discarded
 *   <li>{@code tresen_inbox_parked_keys}: keys that wait behind a letter or a gap
 *   <li>{@code tresen_inbox_gap_keys}: those of them that wait for an event which has not come
 * </ul>
 */
@ApplicationScoped
public class Backlog {

    private static final String QUERY =
            """
            select
              coalesce((select greatest(0, extract(epoch from now() - created_at)) from outbox_event order by id limit 1), 0)
                ::float8 as oldest_s,
              (select count(*) from (select 1 from outbox_event limit 100000) e)::float8 as pending,
              (select count(*) from dead_letter where state = 'open')::float8 as letters,
              (select count(*) from inbox_key where parked_because is not null)::float8 as parked,
              (select count(*) from inbox_key where parked_because is not null and parked_because = 'gap')::float8 as gaps""";

    private final Watches watches;

    Backlog(Watches watches) {
        this.watches = watches;
    }

    void start(@Observes StartupEvent event) {
        watches.watch("outbox and inbox", tx -> tx.one(QUERY).orElseThrow())
                .gauge("tresen.outbox.oldest.age", "seconds", row -> row.getDouble("oldest_s"))
                .gauge("tresen.outbox.pending", null, row -> row.getDouble("pending"))
                .gauge("tresen.dead.letters.open", null, row -> row.getDouble("letters"))
                .gauge("tresen.inbox.parked.keys", null, row -> row.getDouble("parked"))
                .gauge("tresen.inbox.gap.keys", null, row -> row.getDouble("gaps"));
    }
}
