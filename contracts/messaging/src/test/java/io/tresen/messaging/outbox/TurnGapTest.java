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
        return new TurnGap(Duration.ofNanos(100), atOnce, () -> now, nanos -> pause.test(nanos));
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
