package io.tresen.messaging.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.messaging.RejectedException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalClockTest {

    private final List<ClockMoved> woken = new ArrayList<>();
    private final BusinessClock clock = new BusinessClock(3600, woken::add);

    private static void isAhead(Instant time, long seconds) {
        Duration off =
                Duration.between(Instant.now().plusSeconds(seconds), time).abs();
        assertTrue(off.toSeconds() < 10, off.toString());
    }

    @Test
    void businessTimeIsTheWallClockAndAnOffset() {
        isAhead(clock.now(), 3600);
        assertEquals(List.of(), woken);
    }

    @Test
    void onTheLocalPlatformItIsMovedAndWhoeverWaitsIsWoken() {
        LocalClock.Now now = new LocalClock(clock, true).move(new LocalClock.Offset(7200));
        isAhead(now.now(), 7200);
        isAhead(clock.now(), 7200);
        assertEquals(List.of(new ClockMoved(7200)), woken);
    }

    /** Where the path is there all the same, since the setting says no by another word than {@code false}. */
    @Test
    void elsewhereNobodyMovesIt() {
        RejectedException refusal = assertThrows(
                RejectedException.class, () -> new LocalClock(clock, false).move(new LocalClock.Offset(7200)));
        assertEquals(404, refusal.rejection().status());
        isAhead(clock.now(), 3600);
        assertEquals(List.of(), woken);
    }

    @Test
    void anOffsetBeyondTwentyYearsOrNoneIs422() {
        for (Integer wrong : new Integer[] {null, 2_000_000_000, -2_000_000_000}) {
            RejectedException refusal = assertThrows(
                    RejectedException.class, () -> new LocalClock(clock, true).move(new LocalClock.Offset(wrong)));
            assertEquals(422, refusal.rejection().status());
        }
    }
}
