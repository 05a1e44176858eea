package io.tresen.chat;

import io.tresen.messaging.db.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Opening hours of businesses and what they say outside of them; a business without any is always open. */
@ApplicationScoped
public class OpeningTimes {

    private final Texts texts;

    OpeningTimes(Texts texts) {
        this.texts = texts;
    }

    /** @param awayMessage the shop's own words; null for ours */
    public record Setting(OpeningHours hours, String awayMessage) {}

    /** As kept: {@code 09:00}; the end of a day is {@code 00:00}. */
    private record Kept(String zone, Map<DayOfWeek, List<KeptSpan>> days) {}

    private record KeptSpan(String from, String to) {}

    /** The business's, if it has any. */
    public Optional<Setting> find(Tx tx, UUID businessId) {
        return tx.one("select hours::text as hours, away_message from opening_hours where business_id = $1", businessId)
                .map(row -> new Setting(
                        hours(texts.read(row.getString("hours"), Kept.class)), row.getString("away_message")));
    }

    /** Sets them. */
    public void put(Tx tx, UUID businessId, Setting times) {
        tx.update(
                "insert into opening_hours (business_id, hours, away_message) values ($1, $2::text::jsonb, $3)"
                        + " on conflict (business_id) do update set hours = excluded.hours,"
                        + " away_message = excluded.away_message",
                businessId,
                texts.write(kept(times.hours())),
                times.awayMessage());
    }

    /** Always open again. */
    public void remove(Tx tx, UUID businessId) {
        tx.update("delete from opening_hours where business_id = $1", businessId);
    }

    private static Kept kept(OpeningHours hours) {
        Map<DayOfWeek, List<KeptSpan>> days = new EnumMap<>(DayOfWeek.class);
        hours.days()
                .forEach((day, spans) -> days.put(
                        day,
                        spans.stream()
                                .map(span -> new KeptSpan(
                                        span.from().toString(), span.to().toString()))
                                .toList()));
        return new Kept(hours.zone().getId(), days);
    }

    private static OpeningHours hours(Kept kept) {
        Map<DayOfWeek, List<OpeningHours.Span>> days = new EnumMap<>(DayOfWeek.class);
        kept.days()
                .forEach((day, spans) -> days.put(
                        day,
                        spans.stream()
                                .map(span ->
                                        new OpeningHours.Span(LocalTime.parse(span.from()), LocalTime.parse(span.to())))
                                .toList()));
        return new OpeningHours(ZoneId.of(kept.zone()), days);
    }
}
