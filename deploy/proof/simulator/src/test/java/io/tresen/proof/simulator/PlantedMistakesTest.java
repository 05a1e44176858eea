package io.tresen.proof.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.proof.simulator.Simulation.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The checker is checked: it finds each mistake that is planted, and none where there is none. */
class PlantedMistakesTest {

    /** Within so many seeds each mistake shows. */
    private static final long ENOUGH = 500;

    /** @param caught the first run that failed; null when none did */
    private record Tried(Mistake mistake, Result caught) {}

    @Test
    void eachPlantedMistakeIsCaughtAndTheUnspoiltPlatformHoldsOnTheSameSeeds() {
        Set<Mistake> missed = EnumSet.noneOf(Mistake.class);
        List<Long> telling = new ArrayList<>();
        List<Tried> all = Arrays.stream(Mistake.values())
                .parallel()
                .map(mistake -> new Tried(mistake, firstFailing(mistake.machinery())))
                .toList();
        for (Tried tried : all) {
            Mistake mistake = tried.mistake();
            Result caught = tried.caught();
            if (caught == null) {
                missed.add(mistake);
                System.out.println("NOT CAUGHT: " + mistake.words());
            } else {
                telling.add(caught.seed());
                System.out.printf(
                        "%-46s caught by seed %3d: %s%n",
                        mistake.words(), caught.seed(), caught.violations().get(0));
            }
        }
        assertTrue(missed.isEmpty(), () -> "not caught within " + ENOUGH + " seeds: " + missed);
        for (long seed : telling) {
            assertEquals(List.of(), Simulation.run(seed, new Machinery(), false).violations(), "seed " + seed);
        }
    }

    private static Result firstFailing(Machinery machinery) {
        for (long seed = 1; seed <= ENOUGH; seed++) {
            Result result = Simulation.run(seed, machinery, false);
            if (!result.holds()) {
                return result;
            }
        }
        return null;
    }
}
