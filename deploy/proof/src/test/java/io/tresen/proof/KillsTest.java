package io.tresen.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
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
    void what_does_not_serve_is_not_killed() {
        List<String> killed = new ArrayList<>();
        assertEquals(
                List.of("kafka does not serve, and was not killed"),
                Kills.kill("kafka", () -> false, () -> BEFORE, () -> killed.add("kafka"), Duration.ZERO));
        assertEquals(List.of(), killed);
    }

    @Test
    void what_is_killed_serves_and_the_process_that_it_had_then_is_replaced() {
        List<String> happened = new ArrayList<>();
        Iterator<Boolean> serves = List.of(false, true).iterator();
        Iterator<OptionalLong> told = List.of(BEFORE, OptionalLong.of(13)).iterator();
        List<String> wrong = Kills.kill(
                "kafka",
                () -> {
                    happened.add("asked");
                    return serves.next();
                },
                () -> {
                    happened.add("pid");
                    return told.next();
                },
                () -> happened.add("killed"),
                Duration.ofMinutes(1));
        assertEquals(List.of(), wrong);
        assertEquals(List.of("asked", "asked", "pid", "killed", "pid"), happened);
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
