package io.tresen.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    private final AtomicInteger rounds = new AtomicInteger();

    private long served(long each) {
        rounds.incrementAndGet();
        return each;
    }

    @Test
    void roundsGoOnUntilEnoughIsServed() {
        assertEquals(1_200, new WarmUp(1_000, 600).by(() -> served(400)));
        assertEquals(3, rounds.get());
    }

    @Test
    void aSlowSideIsLeftAtThatWhenItsTimeIsOver() {
        assertEquals(1, new WarmUp(1_000, 0).by(() -> served(1)));
        assertEquals(1, rounds.get());
    }

    @Test
    void itCanBeSetAndIsShortInAQuickRun() {
        assertEquals(new WarmUp(5_000, 30), WarmUp.of(Settings.of()));
        assertEquals(new WarmUp(5_000, 30), WarmUp.of(Settings.of("--minutes", "1")));
        assertEquals(new WarmUp(200, 3), WarmUp.of(Settings.of("quick")));
        assertEquals(new WarmUp(7, 8), WarmUp.of(Settings.of("--warm-up-requests", "7", "--warm-up-most-s", "8")));
    }
}
