package io.tresen.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 2026-03-29 and 2026-10-25 are the Sundays on which Berlin's clocks change. */
class OpeningHoursTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static OpeningHours.Span span(String from, String to) {
        return new OpeningHours.Span(LocalTime.parse(from), LocalTime.parse(to));
    }

    private static final OpeningHours SHOP = new OpeningHours(
            BERLIN,
            Map.of(
                    DayOfWeek.MONDAY,
                    List.of(span("09:00", "12:30"), span("14:00", "18:00")),
                    DayOfWeek.FRIDAY,
                    List.of(span("20:00", "00:00")),
                    DayOfWeek.SUNDAY,
                    List.of(span("01:30", "02:30"), span("02:45", "03:15"))));

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T07:59:59Z, false", // Monday, winter: 08:59:59
        "2026-11-23T08:00:00Z, true", // 09:00
        "2026-11-23T11:29:59Z, true",
        "2026-11-23T11:30:00Z, false", // 12:30 is the break
        "2026-11-23T13:00:00Z, true", // 14:00
        "2026-11-23T17:00:00Z, false", // 18:00
        "2026-07-06T07:00:00Z, true", // Monday, summer: 09:00
        "2026-07-06T06:59:59Z, false",
        "2026-11-24T10:00:00Z, false", // Tuesday
        "2026-11-27T19:00:00Z, true", // Friday, 20:00
        "2026-11-27T22:59:59Z, true", // 23:59:59
        "2026-11-27T23:00:00Z, false", // midnight
        // clocks go forward at 01:00Z: 02:00 to 03:00 does not exist
        "2026-03-29T00:30:00Z, true", // 01:30
        "2026-03-29T00:59:59Z, true", // 01:59:59
        "2026-03-29T01:00:00Z, true", // 03:00, in the span that begins at 02:45
        "2026-03-29T01:14:59Z, true", // 03:14:59
        "2026-03-29T01:15:00Z, false",
        // clocks go back at 01:00Z: 02:00 to 03:00 comes twice
        "2026-10-24T23:30:00Z, true", // 01:30
        "2026-10-25T00:30:00Z, true", // 02:30 for the first time
        "2026-10-25T01:29:59Z, true", // 02:29:59 for the second time
        "2026-10-25T01:30:00Z, true", // 02:30 again, in the span that began at 02:45 the first time
        "2026-10-25T02:14:59Z, true", // 03:14:59
        "2026-10-25T02:15:00Z, false",
    })
    void aShopIsOpenByItsOwnWallClock(Instant now, boolean open) {
        assertEquals(open, SHOP.isOpen(now));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T12:00:00Z, 2026-11-23T11:30:00Z", // in the break
        "2026-11-25T12:00:00Z, 2026-11-23T17:00:00Z", // Wednesday, since Monday
        "2026-11-28T12:00:00Z, 2026-11-27T23:00:00Z", // Saturday, since Friday's midnight
        "2026-03-29T09:00:00Z, 2026-03-29T01:15:00Z",
        "2026-10-25T09:00:00Z, 2026-10-25T02:15:00Z",
    })
    void anAbsenceBeganWhenTheLastOpeningEnded(Instant now, Instant since) {
        assertEquals(Optional.of(since), SHOP.closedSince(now));
    }

    @Test
    void whoWritesIsToldOnceInEachAbsence() {
        Instant tuesday = Instant.parse("2026-11-24T10:00:00Z");
        assertTrue(SHOP.tellsAway(tuesday, null));
        assertFalse(SHOP.tellsAway(tuesday.plusSeconds(3600), tuesday));
        assertFalse(SHOP.tellsAway(Instant.parse("2026-11-27T19:30:00Z"), tuesday)); // Friday evening: open
        Instant saturday = Instant.parse("2026-11-28T10:00:00Z");
        assertTrue(SHOP.tellsAway(saturday, tuesday));
        assertFalse(SHOP.tellsAway(saturday.plusSeconds(1), saturday));
    }

    @Test
    void aShopThatNeverOpensTellsOnce() {
        OpeningHours never = new OpeningHours(BERLIN, Map.of());
        Instant now = Instant.parse("2026-11-24T10:00:00Z");
        assertTrue(never.tellsAway(now, null));
        assertFalse(never.tellsAway(now.plusSeconds(90L * 24 * 3600), now));
    }

    @Test
    void aSpanInAnHourThatDoesNotExistIsNone() {
        OpeningHours night = new OpeningHours(BERLIN, Map.of(DayOfWeek.SUNDAY, List.of(span("02:15", "02:45"))));
        assertFalse(night.isOpen(Instant.parse("2026-03-29T01:00:00Z")));
        assertEquals(
                Optional.of(Instant.parse("2026-03-22T01:45:00Z")),
                night.closedSince(Instant.parse("2026-03-29T09:00:00Z")));
    }
}
