package io.tresen.chat.whatsapp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SendWaitsTest {

    private final SendWaits waits = new SendWaits(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofMinutes(10));

    @Test
    void eachWaitIsFourTimesTheLastAndTenMinutesAtMost() {
        assertEquals(
                List.of(1L, 4L, 16L, 64L, 256L, 600L, 600L),
                IntStream.rangeClosed(1, 7)
                        .mapToObj(n -> waits.again(n).toSeconds())
                        .toList());
        assertEquals(Duration.ofMinutes(10), waits.again(Integer.MAX_VALUE / 4));
    }

    @Test
    void theSecondSilenceIsHeardOutLonger() {
        assertEquals(Instant.EPOCH.plusSeconds(60), waits.heardBy(Instant.EPOCH, 0));
        assertEquals(Instant.EPOCH.plusSeconds(600), waits.heardBy(Instant.EPOCH, 1));
    }
}
