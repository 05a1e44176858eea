package io.tresen.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A kill that killed nobody, or after which nobody came, is seen. */
class KillsTest {

    private static final OptionalLong BEFORE = OptionalLong.of(12);

    @Test
    void another_process_in_its_place_is_what_a_kill_leaves() {
        Iterator<OptionalLong> told =
                List.of(OptionalLong.empty(), OptionalLong.of(13)).iterator();
        assertEquals(List.of(), Kills.replaced("order", BEFORE, told::next, Duration.ofMinutes(1)));
    }

    @Test
    void a_process_that_is_still_there_was_not_killed() {
        assertEquals(
                List.of("process 12 of order was not ended by it"),
                Kills.replaced("order", BEFORE, () -> BEFORE, Duration.ZERO));
    }

    @Test
    void a_part_that_nobody_starts_again_is_told() {
        assertEquals(
                List.of("nobody has started order again"),
                Kills.replaced("order", BEFORE, OptionalLong::empty, Duration.ZERO));
    }

    @Test
    void a_part_without_a_process_was_not_killed() {
        assertEquals(
                List.of("order had no process to be killed"),
                Kills.replaced("order", OptionalLong.empty(), () -> BEFORE, Duration.ZERO));
    }
}
