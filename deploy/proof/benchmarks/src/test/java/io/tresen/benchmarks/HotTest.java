package io.tresen.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HotTest {

    /** So many batches of 50, from a time on, so far apart, in milliseconds. */
    private static List<String> batches(int many, double from, double apart) {
        List<String> times = new ArrayList<>();
        for (int batch = 0; batch < many; batch++) {
            for (int i = 0; i < 50; i++) {
                times.add(Double.toString(from + batch * apart));
            }
        }
        return times;
    }

    @Test
    void whatIsDecidedBehindTheFirstTenthAndBeforeTheLastCounts() {
        // the first two batches take five seconds each, the last two also; in between there is one each 20 ms
        List<String> times = batches(2, 0, 5_000);
        times.addAll(batches(16, 10_000, 20));
        times.addAll(batches(2, 15_300, 5_000));
        assertEquals(50 * 15 / (15 * 0.02), Hot.rate(times), 1e-6);
    }

    @Test
    void whatWasDecidedAllAtOnceHasNoRate() {
        assertTrue(Double.isNaN(Hot.rate(batches(1, 7, 0))));
    }
}
