package io.tresen.messaging.inbox;

import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Headers;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** SQL of what a restored service was found to have told: {@code told_event}, {@code outbox_key} and the outbox. */
@ApplicationScoped
class ToldEvents {

    private record Place(String topic, UUID key, long sequence) {}

    /** Ids of the events that wait in the outbox, with their rows. */
    Map<String, Long> pending(Tx tx) {
        Map<String, Long> rows = new HashMap<>();
        for (Row row : tx.query(
                """
                select id, convert_from(header_values[array_position(header_names, $1::text)], 'UTF8') as event_id
                from outbox_event where $1::text = any (header_names)""",
                Headers.ID)) {
            rows.put(row.getString("event_id"), row.getLong("id"));
        }
        return rows;
    }

    /** Writes down the events that the database does not know and lifts their keys. @return those events, in order */
    List<ToldEvent> note(Tx tx, List<ToldEvent> events) {
        Set<Place> newer = new HashSet<>();
        tx.query(
                        """
                        insert into told_event (topic, key, sequence, event_id, event_type, causation_id, told_at, business_id)
                        select topic, key, sequence, id, type, cause, at, business
                        from unnest($1::text[], $2::uuid[], $3::bigint[], $4::uuid[], $5::text[], $6::uuid[],
                          $7::timestamptz[], $8::uuid[]) as e (topic, key, sequence, id, type, cause, at, business)
                        left join outbox_key k using (topic, key)
                        where e.sequence > coalesce(k.last_sequence, 0)
                        on conflict do nothing returning topic, key, sequence""",
                        column(events, String.class, told -> told.event().topic()),
                        column(events, UUID.class, told -> told.event().key()),
                        column(events, Long.class, told -> told.event().sequence()),
                        column(events, UUID.class, told -> told.event().id()),
                        column(events, String.class, told -> told.event().type()),
                        column(events, UUID.class, ToldEvent::causationId),
                        column(events, java.time.OffsetDateTime.class, told -> Instant.ofEpochMilli(told.toldAt())
                                .atOffset(ZoneOffset.UTC)),
                        column(events, UUID.class, told -> told.event().businessId()))
                .forEach(row ->
                        newer.add(new Place(row.getString("topic"), row.getUUID("key"), row.getLong("sequence"))));
        tx.update(
                """
                insert into outbox_key (topic, key, last_sequence)
                select topic, key, max(sequence) from unnest($1::text[], $2::uuid[], $3::bigint[]) as e (topic, key, sequence)
                group by topic, key
                on conflict (topic, key) do update set last_sequence = greatest(outbox_key.last_sequence, excluded.last_sequence)""",
                column(events, String.class, told -> told.event().topic()),
                column(events, UUID.class, told -> told.event().key()),
                column(events, Long.class, told -> told.event().sequence()));
        // a relay may have sent one twice
        return events.stream()
                .filter(told -> newer.remove(new Place(
                        told.event().topic(), told.event().key(), told.event().sequence())))
                .toList();
    }

    /** Removes from the outbox what is among these. @return how many */
    long takeOut(Tx tx, List<ToldEvent> events, Map<String, Long> pending) {
        Long[] sent = events.stream()
                .map(told -> pending.get(told.event().id().toString()))
                .filter(Objects::nonNull)
                .distinct()
                .toArray(Long[]::new);
        return sent.length == 0
                ? 0
                : tx.update("delete from outbox_event where id = any ($1::bigint[])", (Object) sent);
    }

    /** What waits for a person, in one line; less once the consumers have caught up. */
    String summary(Tx tx) {
        Row row = tx.one("select count(*) as events, count(distinct key) as keys from attention")
                .orElseThrow();
        return row.getLong("keys") + " keys need attention: " + row.getLong("events")
                + " events are newer than the backup";
    }

    /** Notes that a person has looked after a key, or after all. @return how many events */
    int settle(Tx tx, UUID keyOrNull) {
        return tx.update(
                "update told_event set settled_at = now() where settled_at is null and ($1::uuid is null or key = $1)",
                keyOrNull);
    }

    /**
     * Settles what has become a fact again by itself: its cause was read once more and had its effect. Before the inbox forgets
     * that it did.
     *
     * @return how many events
     */
    int settleFacts(Tx tx) {
        return tx.update(
                """
                update told_event t set settled_at = now() where settled_at is null
                  and exists (select 1 from inbox_event i where i.event_id = t.causation_id)
                  and not exists (select 1 from dead_letter d where d.event_id = t.causation_id and d.state <> 'replayed')""");
    }

    /** Keys of one business and topic, with the last sequence that was told of each. */
    record Untold(UUID businessId, Map<UUID, Long> sequences) {}

    /** Some keys of one business whose present state has not been told again; empty when none is left. */
    Optional<Untold> untold(Tx tx, String topic, int atMost) {
        Map<UUID, Long> keys = new LinkedHashMap<>();
        UUID businessId = null;
        for (Row row : tx.query(
                """
                select business_id, key, max(sequence) as sequence from told_event
                where topic = $1 and settled_at is null and told_again_at is null and business_id = (
                  select business_id from told_event where topic = $1 and settled_at is null and told_again_at is null
                    and business_id is not null order by business_id limit 1)
                group by business_id, key order by key limit $2""",
                topic,
                (long) atMost)) {
            businessId = row.getUUID("business_id");
            keys.put(row.getUUID("key"), row.getLong("sequence"));
        }
        return businessId == null ? Optional.empty() : Optional.of(new Untold(businessId, keys));
    }

    /** Notes that the present state of these keys has been told again. */
    void toldAgain(Tx tx, String topic, Untold keys) {
        tx.update(
                """
                update told_event set told_again_at = now() where topic = $1 and business_id = $2 and key = any ($3::uuid[])
                  and settled_at is null and told_again_at is null""",
                topic,
                keys.businessId(),
                keys.sequences().keySet().toArray(UUID[]::new));
    }

    private static <T> T[] column(List<ToldEvent> events, Class<T> type, Function<ToldEvent, T> value) {
        @SuppressWarnings("unchecked")
        T[] values = (T[]) java.lang.reflect.Array.newInstance(type, events.size());
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(events.get(i));
        }
        return values;
    }
}
