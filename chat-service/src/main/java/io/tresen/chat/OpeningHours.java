package io.tresen.chat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When people of the shop answer: spans of each weekday by the shop's wall clock. When clocks go forward, a span loses the
 * time that does not exist; when they go back, it keeps the hour that comes twice.
 *
 * @param zone IANA time zone
 * @param days spans of a weekday, in order, none overlapping; a day without any is closed
 */
public record OpeningHours(ZoneId zone, Map<DayOfWeek, List<Span>> days) {

    private static final int DAYS_BACK = 8;

    /** Open from a time up to, not including, another of the same day; {@code to} midnight is the day's end. */
    public record Span(LocalTime from, LocalTime to) {

        /** True when it is longer than nothing and ends on its day. */
        public boolean isSound() {
            return to.equals(LocalTime.MIDNIGHT) || from.isBefore(to);
        }
    }

    private record Stretch(Instant from, Instant to) {}

    /** True when somebody is there. */
    public boolean isOpen(Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        return stretches(today).stream().anyMatch(it -> !now.isBefore(it.from()) && now.isBefore(it.to()));
    }

    /** When the last opening before now ended; empty when there was none in the last week. */
    public Optional<Instant> closedSince(Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        for (int back = 0; back <= DAYS_BACK; back++) {
            Optional<Instant> end = stretches(today.minusDays(back)).stream()
                    .map(Stretch::to)
                    .filter(it -> !it.isAfter(now))
                    .max(Comparator.naturalOrder());
            if (end.isPresent()) {
                return end;
            }
        }
        return Optional.empty();
    }

    /**
     * Whether somebody who writes now is told that nobody is there: once in each absence.
     *
     * @param toldAt when they were told last; null for never
     */
    public boolean tellsAway(Instant now, Instant toldAt) {
        return !isOpen(now)
                && (toldAt == null || closedSince(now).map(toldAt::isBefore).orElse(false));
    }

    private List<Stretch> stretches(LocalDate date) {
        return days.getOrDefault(date.getDayOfWeek(), List.of()).stream()
                .map(span -> new Stretch(begin(date.atTime(span.from())), end(date, span.to())))
                .filter(it -> it.from().isBefore(it.to()))
                .toList();
    }

    private Instant begin(LocalDateTime time) {
        ZoneOffsetTransition change = zone.getRules().getTransition(time);
        return change != null && change.isGap()
                ? change.getInstant()
                : time.atZone(zone).toInstant();
    }

    private Instant end(LocalDate date, LocalTime time) {
        LocalDateTime end = time.equals(LocalTime.MIDNIGHT) ? date.plusDays(1).atStartOfDay() : date.atTime(time);
        ZoneOffsetTransition change = zone.getRules().getTransition(end);
        return change != null && change.isGap()
                ? change.getInstant()
                : end.atZone(zone).withLaterOffsetAtOverlap().toInstant();
    }
}
