package io.tresen.proof.races;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Wherever the moment is at which the outcome changes, it is found, and races go on around it. */
class EdgeTest {

    private static final int RACES = 100;

    @Test
    void both_outcomes_come_out_on_a_quick_machine_and_on_a_busy_one() {
        for (long changesAtMs : new long[] {5, 60, 1_500}) {
            Edge edge = new Edge(60);
            SplittableRandom random = new SplittableRandom(changesAtMs);
            int early = 0;
            for (int i = 0; i < RACES; i++) {
                boolean isEarly = edge.nanos(random) < changesAtMs * 1_000_000;
                edge.move(isEarly);
                early += isEarly ? 1 : 0;
            }
            assertTrue(early > RACES / 4 && early < RACES * 3 / 4, changesAtMs + " ms: " + early + " early");
        }
    }
}
