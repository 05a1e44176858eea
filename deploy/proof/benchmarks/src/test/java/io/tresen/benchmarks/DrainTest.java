package io.tresen.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class DrainTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void theTimeUntilTheFirstIsConfirmedCounts() {
        // 20 s until the service confirms, then three orders within a second
        List<Long> confirmed = List.of(127 * SECOND, 126 * SECOND, 126 * SECOND);
        assertEquals(3 / 21.0, Drain.perSecond(106 * SECOND, confirmed), 1e-9);
    }
}
