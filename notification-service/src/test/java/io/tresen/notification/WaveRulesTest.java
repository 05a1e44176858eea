package io.tresen.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaveRulesTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest(name = "from {0} to {1}: rise is {2}")
    @CsvSource(
            nullValues = "uncounted",
            value = {
                "0, 1, true",
                "0, 0, false",
                "3, 4, true",
                "4, 3, false",
                "4, 0, false",
                "0, uncounted, true",
                "9, uncounted, true",
                "uncounted, 9, false",
                "uncounted, uncounted, false"
            })
    void a_rise_is_more_than_before_or_the_end_of_counting(Long before, Long after, boolean rise) {
        assertEquals(rise, new Availability(after, 2).roseFrom(new Availability(before, 1)));
    }

    @Test
    void the_first_that_is_heard_of_a_product_is_a_rise_when_there_is_some() {
        assertTrue(new Availability(1L, 1).roseFrom(Availability.UNKNOWN));
        assertFalse(new Availability(0L, 1).roseFrom(Availability.UNKNOWN));
    }

    @ParameterizedTest(name = "{0} available, {1} told in the interval: room for {2}")
    @CsvSource({"5, 0, 5", "5, 2, 3", "5, 5, 0", "2, 5, 0", "0, 0, 0"})
    void there_is_room_for_what_is_available_and_was_not_told_of(long available, long told, long room) {
        assertEquals(room, WaveRules.room(state(available, told, told == 0 ? null : NOON)));
    }

    @Test
    void there_is_room_for_all_when_nobody_counts() {
        assertEquals(Long.MAX_VALUE, WaveRules.room(state(null, 1_000, NOON)));
    }

    @Test
    void there_is_no_room_while_the_product_is_hidden_or_removed() {
        assertEquals(0, WaveRules.room(new WaveState(new Availability(5L, 1), false, 0, null)));
    }

    @ParameterizedTest(name = "room for {0}: read {1}")
    @CsvSource({"0, 0", "1, 50", "120, 120", "500, 500", "501, 500", "9223372036854775807, 500"})
    void a_step_reads_a_bounded_part_of_the_line(long room, int window) {
        assertEquals(window, WaveRules.window(room));
    }

    @Test
    void of_five_who_wait_for_two_the_two_oldest_are_told() {
        List<Candidate> line = List.of(anybody(), anybody(), anybody(), anybody(), anybody());
        WaveStep step = WaveRules.step(state(2L, 0, null), line, NOON);
        assertEquals(line.subList(0, 2), step.told());
        assertEquals(List.of(), step.suppressed());
        assertEquals(0, step.roomLeft());
    }

    @Test
    void who_said_stop_takes_no_room_and_is_looked_at_again_an_interval_later() {
        Candidate silent = optedOut();
        Candidate next = anybody();
        WaveStep step = WaveRules.step(state(1L, 0, null), List.of(silent, next), NOON);
        assertEquals(List.of(next), step.told());
        assertEquals(
                List.of(new Suppression(silent, "opted-out", NOON.plus(Duration.ofMinutes(15)), true)),
                step.suppressed());
    }

    @Test
    void who_was_told_within_a_day_takes_no_room_and_is_looked_at_again_when_the_day_is_over() {
        Candidate damped = told(NOON.minus(Duration.ofHours(23)));
        WaveStep step = WaveRules.step(state(1L, 0, null), List.of(damped), NOON);
        assertEquals(List.of(), step.told());
        assertEquals(
                List.of(new Suppression(damped, "told-recently", NOON.plus(Duration.ofHours(1)), true)),
                step.suppressed());
        assertEquals(1, step.roomLeft());
    }

    @Test
    void who_was_told_a_day_ago_is_told_again() {
        Candidate again = told(NOON.minus(Duration.ofHours(24)));
        assertEquals(
                List.of(again),
                WaveRules.step(state(1L, 0, null), List.of(again), NOON).told());
    }

    @Test
    void a_shopper_with_two_conversations_is_told_in_one_of_them() {
        Candidate first = anybody();
        Candidate second = new Candidate(
                UUID.randomUUID(), UUID.randomUUID(), first.shopperId(), "mug", 0, false, null, null, null);
        WaveStep step = WaveRules.step(state(9L, 0, null), List.of(first, second), NOON);
        assertEquals(List.of(first), step.told());
        assertEquals("told-recently", step.suppressed().get(0).reason());
        assertEquals(NOON.plus(Duration.ofHours(24)), step.suppressed().get(0).until());
    }

    @ParameterizedTest(name = "{0} was written down {1} h ago, now {2}: write is {3}")
    @CsvSource({"opted-out, 1, opted-out, false", "opted-out, 24, opted-out, true", "told-recently, 1, opted-out, true"
    })
    void the_same_reason_is_written_down_once_a_day(String before, long hours, String now, boolean written) {
        Candidate candidate = new Candidate(
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                "mug",
                1,
                true,
                null,
                before,
                NOON.minus(Duration.ofHours(hours)));
        Suppression suppression = WaveRules.step(state(1L, 0, null), List.of(candidate), NOON)
                .suppressed()
                .get(0);
        assertEquals(now, suppression.reason());
        assertEquals(written, suppression.written());
    }

    @Test
    void the_next_step_is_when_the_oldest_notice_leaves_the_interval() {
        WaveState state = state(2L, 2, NOON.minus(Duration.ofMinutes(10)));
        WaveStep step = WaveRules.step(state, List.of(), NOON);
        assertEquals(
                Optional.of(NOON.plus(Duration.ofMinutes(5))), WaveRules.next(state, step, Optional.of(NOON), NOON));
    }

    @Test
    void the_next_step_is_an_interval_after_a_first_one_that_used_all_room() {
        WaveState state = state(1L, 0, null);
        WaveStep step = WaveRules.step(state, List.of(anybody()), NOON);
        assertEquals(
                Optional.of(NOON.plus(Duration.ofMinutes(15))), WaveRules.next(state, step, Optional.of(NOON), NOON));
    }

    @Test
    @DisplayName("with room left the next step is when the first of the rest may be looked at, now if the line was cut")
    void with_room_left() {
        WaveState state = state(2L, 0, null);
        WaveStep step = WaveRules.step(state, List.of(anybody()), NOON);
        Instant later = NOON.plusSeconds(60);
        assertEquals(Optional.of(later), WaveRules.next(state, step, Optional.of(later), NOON));
        assertEquals(Optional.of(NOON), WaveRules.next(state, step, Optional.of(NOON), NOON));
    }

    @Test
    void a_wave_ends_when_nobody_waits_or_nothing_is_left() {
        WaveState some = state(1L, 0, null);
        WaveState none = state(0L, 0, null);
        WaveStep nothing = new WaveStep(List.of(), List.of(), 0);
        assertEquals(Optional.empty(), WaveRules.next(some, nothing, Optional.empty(), NOON));
        assertEquals(Optional.empty(), WaveRules.next(none, nothing, Optional.of(NOON), NOON));
    }

    @Test
    void a_hidden_product_is_looked_at_again_an_interval_later() {
        WaveState hidden = new WaveState(new Availability(5L, 1), false, 0, null);
        WaveStep step = WaveRules.step(hidden, List.of(), NOON);
        assertEquals(
                Optional.of(NOON.plus(Duration.ofMinutes(15))), WaveRules.next(hidden, step, Optional.of(NOON), NOON));
    }

    @Test
    void a_rise_plans_a_step_at_once_even_while_a_later_one_is_planned() {
        Availability five = new Availability(5L, 7);
        assertEquals(NOON, WaveRules.afterChange(true, five, NOON.plusSeconds(60), true, NOON));
    }

    @Test
    void without_a_rise_a_step_is_planned_for_who_waits_though_something_is_there() {
        Availability two = new Availability(2L, 7);
        Instant later = NOON.plus(Duration.ofMinutes(15));
        assertEquals(later, WaveRules.afterChange(false, two, null, true, NOON));
        assertEquals(NOON, WaveRules.afterChange(false, two, NOON, true, NOON));
        assertNull(WaveRules.afterChange(false, two, null, false, NOON));
        assertNull(WaveRules.afterChange(false, new Availability(0L, 7), null, true, NOON));
    }

    @ParameterizedTest(name = "known version {0}, seen version {1}: step after {2} min")
    @CsvSource({"8, 7, 0", "7, 7, 15", "6, 7, 15"})
    void a_wish_that_crossed_the_restock_has_its_turn_at_once(long known, long seen, long minutes) {
        Instant expected = NOON.plus(Duration.ofMinutes(minutes));
        assertEquals(expected, WaveRules.afterWish(new Availability(3L, known), seen, null, NOON));
    }

    @Test
    void before_the_first_availability_event_only_an_uncounted_product_can_be_had() {
        assertTrue(Availability.beforeEvents(false).any());
        assertEquals(Long.MAX_VALUE, Availability.beforeEvents(false).units());
        assertEquals(Availability.UNKNOWN, Availability.beforeEvents(true));
        assertFalse(new Availability(3L, 1).roseFrom(Availability.UNCOUNTED));
    }

    @ParameterizedTest(name = "seen version {0}: step after {1} min")
    @CsvSource({"0, 0", "1, 15"})
    void a_wish_for_what_was_never_counted_has_its_turn_at_once(long seen, long minutes) {
        Instant expected = NOON.plus(Duration.ofMinutes(minutes));
        assertEquals(expected, WaveRules.afterWish(Availability.UNCOUNTED, seen, null, NOON));
    }

    @Test
    void a_wish_never_puts_a_planned_step_off_and_plans_none_while_sold_out() {
        Instant soon = NOON.plusSeconds(1);
        assertEquals(soon, WaveRules.afterWish(new Availability(3L, 6), 7, soon, NOON));
        assertNull(WaveRules.afterWish(new Availability(0L, 8), 7, null, NOON));
    }

    @Test
    @DisplayName("whoever is first in line is told within an interval, however much was told before (I8)")
    void first_in_line_is_told_within_an_interval() {
        Candidate first = anybody();
        WaveState crowded = state(1L, 40, NOON.minusSeconds(1));
        WaveStep nobody = WaveRules.step(crowded, List.of(first), NOON);
        assertEquals(List.of(), nobody.told());
        Instant next = WaveRules.next(crowded, nobody, Optional.of(NOON), NOON).orElseThrow();
        assertTrue(next.isAfter(NOON) && !next.isAfter(NOON.plus(WaveRules.INTERVAL)));
        assertEquals(
                List.of(first),
                WaveRules.step(state(1L, 0, null), List.of(first), NOON.plus(WaveRules.INTERVAL))
                        .told());
    }

    private static WaveState state(Long available, long told, Instant oldest) {
        return new WaveState(new Availability(available, 1), true, told, oldest);
    }

    private static Candidate anybody() {
        return told(null);
    }

    private static Candidate told(Instant last) {
        return new Candidate(
                UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), "mug", 0, false, last, null, null);
    }

    private static Candidate optedOut() {
        return new Candidate(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), "mug", 0, true, null, null, null);
    }
}
