package io.tresen.messaging.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.messaging.outbox.ShardTurn.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What each turn of a relay says of when the next one begins; gaps as a service has them, but none of them at once. */
class PacedTurnsTest {

    private static final Outcome CLEAR = Outcome.sent(false, null);
    private static final Outcome FULL = Outcome.sent(true, null);
    private static final Outcome REFUSED = Outcome.failed(new IllegalStateException("Kafka refused it"));

    private long now = Long.MAX_VALUE - 1_000_000; // such a clock may wrap
    private boolean waiting = true;
    private boolean obstructed;
    private Supplier<Outcome> serve = () -> CLEAR;
    private int served;
    private final List<Long> waitedMs = new ArrayList<>();

    private final PacedTurns.Work work = new PacedTurns.Work() {
        @Override
        public boolean isWaiting() {
            return waiting;
        }

        @Override
        public boolean isObstructed() {
            return obstructed;
        }

        @Override
        public Outcome serve() {
            served++;
            return serve.get();
        }
    };

    private final PacedTurns turns = new PacedTurns(
            new TurnGap(Duration.ofMillis(20), Duration.ofMillis(100), 1, () -> now, this::waited), work, () -> now);

    private boolean waited(long nanos) {
        waitedMs.add(Math.round(nanos / 1e6));
        now += nanos;
        return true;
    }

    /** How long the last of many turns that end so, one after the other, had to wait. @param ms what each takes */
    private long waitedAfter(Outcome outcome, long ms) {
        Outcome last = Outcome.IDLE;
        serve = () -> {
            now += ms * 1_000_000;
            return outcome;
        };
        for (int turn = 0; turn < 100; turn++) {
            waitedMs.clear();
            assertTrue(turns.mayBegin(last));
            last = turns.next(true);
            assertEquals(outcome, last);
        }
        return waitedMs.stream().mapToLong(Long::longValue).sum();
    }

    /** What the next turn waits for, after one that took no time and had nothing in its way. */
    private long gapMs() {
        serve = () -> CLEAR;
        turns.mayBegin(Outcome.IDLE);
        turns.next(true);
        waitedMs.clear();
        assertTrue(turns.mayBegin(CLEAR));
        return waitedMs.get(0);
    }

    @Test
    void turns_that_take_long_with_nothing_in_their_way_are_further_apart() {
        assertEquals(15, waitedAfter(CLEAR, 5));
        assertEquals(70, waitedAfter(CLEAR, 30));
    }

    @Test
    void a_turn_that_left_some_behind_is_followed_at_once_and_says_nothing_of_how_long_turns_take() {
        assertEquals(0, waitedAfter(FULL, 5));
        assertEquals(0, waitedAfter(FULL, 90));
        assertEquals(20, gapMs());
    }

    @Test
    void what_kafka_did_not_take_and_what_it_does_not_answer_make_turns_no_further_apart() {
        waitedAfter(REFUSED, 90);
        assertEquals(20, gapMs());
        waitedAfter(Outcome.OBSTRUCTED, 90);
        assertEquals(20, gapMs());
    }

    @Test
    void while_kafka_does_not_take_something_turns_wait_for_nothing() {
        obstructed = true;
        assertEquals(0, waitedAfter(Outcome.OBSTRUCTED, 1));
        obstructed = false;
        assertEquals(19, waitedAfter(Outcome.OBSTRUCTED, 1));
    }

    @Test
    void a_turn_that_ends_with_its_connection_is_told_and_makes_turns_no_further_apart() {
        serve = () -> {
            now += 90_000_000;
            throw new IllegalStateException("the database is away");
        };
        for (int turn = 0; turn < 100; turn++) {
            assertNotNull(turns.next(true).trouble());
        }
        assertEquals(20, gapMs());
    }

    /** The other worker finds all shards in the first one's hands; the next turn is a gap behind the first, not behind his look. */
    @Test
    void a_worker_who_finds_all_shards_in_other_hands_holds_nobody_up() {
        serve = () -> {
            now += 15_000_000;
            serve = () -> Outcome.IDLE;
            for (int look = 0; look < 10; look++) {
                assertTrue(turns.next(true).idle());
            }
            now += 2_000_000;
            return CLEAR;
        };
        assertEquals(CLEAR, turns.next(true));
        assertTrue(turns.mayBegin(CLEAR));
        assertEquals(List.of(3L), waitedMs);
    }

    @Test
    void a_shard_that_was_in_other_hands_and_is_free_again_is_served_at_once() {
        serve = () -> Outcome.IDLE;
        for (int look = 0; look < 10; look++) {
            assertTrue(turns.mayBegin(Outcome.IDLE));
            assertTrue(turns.next(true).idle());
        }
        assertTrue(turns.mayBegin(Outcome.IDLE));
        assertEquals(List.of(), waitedMs);
    }

    @Test
    void a_worker_whom_nobody_told_looks_before_he_begins() {
        waiting = false;
        assertTrue(turns.next(false).idle());
        assertEquals(0, served);
        waiting = true;
        assertEquals(CLEAR, turns.next(false));
        waiting = false;
        turns.committed();
        assertEquals(CLEAR, turns.next(false));
        assertTrue(turns.next(false).idle(), "told once");
        assertEquals(2, served);
    }
}
