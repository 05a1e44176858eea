package io.tresen.messaging.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;

/** When a relay's turns begin. Times are nanoseconds. */
class TurnGapTest {

    private final List<Long> waited = new ArrayList<>();
    private long now = Long.MAX_VALUE - 50; // such a clock may wrap
    private LongPredicate pause = nanos -> {
        waited.add(nanos);
        now += nanos;
        return true;
    };
    private final TurnGap gap = gap(1);

    private TurnGap gap(int atOnce) {
        return new TurnGap(Duration.ofNanos(100), Duration.ofNanos(100), atOnce, () -> now, nanos -> pause.test(nanos));
    }

    /** As a service has it. */
    private TurnGap growing() {
        return new TurnGap(Duration.ofMillis(20), Duration.ofMillis(100), 10, () -> now, nanos -> pause.test(nanos));
    }

    @Test
    void what_comes_alone_waits_for_nothing() {
        assertTrue(gap.isOver(false));
        gap.begin();
        now += 100;
        assertTrue(gap.isOver(false));
        assertEquals(List.of(), waited);
    }

    @Test
    void a_turn_begins_the_gap_after_the_last_one_began() {
        gap.begin();
        now += 30;
        assertTrue(gap.isOver(false));
        assertEquals(List.of(70L), waited);
    }

    /** Fifty orders a second, each some milliseconds early or late, and a gap of 20 ms: all but the gap is what they waited for. */
    @Test
    void what_comes_as_often_as_turns_may_begin_waits_for_nothing_however_unevenly_it_comes() {
        TurnGap uneven = gap(3);
        for (long after : new long[] {100, 60, 140, 100, 5, 195, 100, 90, 110}) {
            now += after;
            assertTrue(uneven.isOver(false));
            uneven.begin();
        }
        assertEquals(List.of(), waited);
    }

    @Test
    void so_many_turns_begin_at_once_and_the_next_ones_the_gap_apart() {
        TurnGap many = gap(3);
        now += 10_000; // more credit than that there is not
        for (int turn = 0; turn < 5; turn++) {
            assertTrue(many.isOver(false));
            many.begin();
        }
        assertEquals(List.of(100L, 100L), waited);
    }

    @Test
    void turns_that_take_half_the_gap_or_less_are_no_further_apart() {
        assertEquals(20, apartMs(growing(), 5));
        assertEquals(20, apartMs(growing(), 10));
        assertEquals(List.of(), waitedFor(growing(), 10, 20));
    }

    @Test
    void the_gap_grows_by_four_times_what_turns_take_longer_and_has_an_end() {
        assertEquals(40, apartMs(growing(), 15));
        assertEquals(80, apartMs(growing(), 25));
        assertEquals(100, apartMs(growing(), 30));
        assertEquals(100, apartMs(growing(), 90));
    }

    /** There are two workers: while one waits for Kafka another may begin. */
    @Test
    void however_long_a_turn_takes_the_others_begin_a_tenth_of_a_second_apart() {
        TurnGap others = growing();
        turns(others, 30);
        others.took(10_000_000_000L);
        others.begin();
        assertTrue(others.isOver(false));
        assertEquals(100, lastMs());
    }

    @Test
    void a_gap_that_was_set_longer_than_it_may_grow_is_kept() {
        TurnGap set =
                new TurnGap(Duration.ofMillis(200), Duration.ofMillis(100), 1, () -> now, nanos -> pause.test(nanos));
        assertEquals(200, apartMs(set, 150));
    }

    @Test
    void one_slow_turn_changes_nothing_and_a_slow_time_is_soon_forgotten() {
        TurnGap gaps = growing();
        turns(gaps, 5);
        gaps.took(10_000_000_000L);
        gaps.begin();
        assertTrue(gaps.isOver(false));
        assertEquals(20, lastMs());
        turns(gaps, 90);
        for (int turn = 0; turn < 20; turn++) {
            gaps.took(5_000_000);
        }
        gaps.begin();
        assertTrue(gaps.isOver(false));
        assertEquals(20, lastMs());
    }

    @Test
    void what_comes_alone_waits_for_nothing_where_turns_are_slow_too() {
        TurnGap slow = growing();
        turns(slow, 30);
        assertEquals(List.of(), waitedFor(slow, 30, 150));
    }

    /** How far apart turns begin at last that are wanted one after the other. @param ms what each takes */
    private long apartMs(TurnGap gaps, long ms) {
        turns(gaps, ms);
        long before = now;
        assertTrue(gaps.isOver(false));
        return Math.round((now - before) / 1e6) + ms;
    }

    /** Many turns, one after the other. */
    private void turns(TurnGap gaps, long ms) {
        for (int turn = 0; turn < 100; turn++) {
            assertTrue(gaps.isOver(false));
            gaps.begin();
            now += ms * 1_000_000;
            gaps.took(ms * 1_000_000);
        }
        waited.clear();
    }

    /** What turns wait for that are wanted so far apart. */
    private List<Long> waitedFor(TurnGap gaps, long ms, long everyMs) {
        waited.clear();
        for (int turn = 0; turn < 100; turn++) {
            now += everyMs * 1_000_000;
            assertTrue(gaps.isOver(false));
            gaps.begin();
            gaps.took(ms * 1_000_000);
        }
        return waited;
    }

    private long lastMs() {
        return Math.round(waited.get(waited.size() - 1) / 1e6);
    }

    @Test
    void a_look_that_finds_nothing_is_no_turn() {
        gap.begin();
        now += 100;
        gap.isOver(false);
        now += 1;
        assertTrue(gap.isOver(false));
        assertEquals(List.of(), waited);
    }

    @Test
    void while_one_worker_waits_the_others_need_not() {
        List<Boolean> others = new ArrayList<>();
        pause = nanos -> others.add(gap.isOver(false));
        gap.begin();
        assertTrue(gap.isOver(false));
        assertEquals(List.of(false), others);
    }

    /** The other worker may have begun to wait before: a backlog is not held up by that. */
    @Test
    void a_turn_that_left_some_behind_is_followed_at_once() {
        List<Boolean> others = new ArrayList<>();
        pause = nanos -> others.add(gap.isOver(true));
        gap.begin();
        assertTrue(gap.isOver(true));
        assertTrue(gap.isOver(false));
        assertEquals(List.of(true), others);
        assertEquals(List.of(), waited);
    }

    @Test
    void a_turn_that_found_nothing_to_do_costs_nothing() {
        now += 10_000;
        TurnGap.Begun idle = gap.begin();
        now += 30;
        gap.undo(idle);
        assertTrue(gap.isOver(false));
        assertEquals(List.of(), waited);
    }

    @Test
    void a_turn_that_found_nothing_takes_nothing_from_those_that_began_before_it_or_meanwhile() {
        TurnGap three = gap(3);
        three.begin();
        TurnGap.Begun idle = three.begin();
        three.begin();
        three.undo(idle);
        assertTrue(three.isOver(false), "two of three that may begin at once");
        three.begin();
        TurnGap.Begun late = three.begin();
        three.undo(late);
        assertEquals(List.of(), waited);
        assertTrue(three.isOver(false));
        assertEquals(List.of(100L), waited);
    }

    @Test
    void what_kafka_refused_is_tried_again_without_a_gap() {
        gap.begin();
        assertTrue(gap.isOver(true));
        assertEquals(List.of(), waited);
    }

    /** An hour of an obstacle, with its many turns that wait for nothing, is not waited for once it is out of the way. */
    @Test
    void however_many_turns_waited_for_nothing_the_next_one_is_a_gap_away() {
        TurnGap many = gap(3);
        for (int turn = 0; turn < 1_000; turn++) {
            assertTrue(many.isOver(true));
            many.begin();
        }
        assertTrue(many.isOver(false));
        assertEquals(List.of(100L), waited);
    }

    @Test
    void there_is_no_turn_once_the_service_ends() {
        pause = nanos -> false;
        gap.begin();
        assertFalse(gap.isOver(false));
        pause = nanos -> true;
        assertTrue(gap.isOver(false), "the next one is not held up by it");
    }
}
