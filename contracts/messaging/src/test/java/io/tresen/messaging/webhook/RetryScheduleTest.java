package io.tresen.messaging.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** INTERFACE 4: again after 1, 5, 30 s, 5 min … up to 7 days. */
class RetryScheduleTest {

    private static final Instant SINCE = Instant.parse("2026-03-01T10:00:00Z");

    @ParameterizedTest(name = "after failure {0} it waits {1}")
    @CsvSource({"1,PT1S", "2,PT5S", "3,PT30S", "4,PT5M", "5,PT15M", "6,PT1H", "7,PT3H", "8,PT6H", "9,PT6H", "50,PT6H"})
    void theWaitsGrowUpToACap(int attempts, Duration wait) {
        Instant now = SINCE.plusSeconds(100);
        assertEquals(Optional.of(now.plus(wait)), RetrySchedule.next(SINCE, attempts, now));
    }

    @Test
    void theLastAttemptIsMadeWhenSevenDaysEndAndThenItIsGivenUp() {
        List<Duration> attempts = new ArrayList<>();
        Optional<Instant> next = Optional.of(SINCE);
        while (next.isPresent()) {
            Instant now = next.get();
            attempts.add(Duration.between(SINCE, now));
            next = RetrySchedule.next(SINCE, attempts.size(), now);
        }
        assertEquals(Duration.ofDays(7), attempts.get(attempts.size() - 1));
        assertEquals(
                List.of(0L, 1L, 6L, 36L, 336L),
                attempts.subList(0, 5).stream().map(Duration::toSeconds).toList());
    }

    @Test
    void whatIsOlderThanSevenDaysAtItsFirstFailureIsGivenUp() {
        assertTrue(RetrySchedule.next(SINCE, 1, SINCE.plus(Duration.ofDays(8))).isEmpty());
    }
}
