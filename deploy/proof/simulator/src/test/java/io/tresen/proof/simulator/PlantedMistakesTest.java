package io.tresen.proof.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.proof.simulator.Simulation.Result;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The checker is checked: each mistake that is planted is found by the invariants it breaks, and none where there is none. */
class PlantedMistakesTest {

    /** Within so many seeds each mistake shows. */
    private static final long ENOUGH = 500;

    /** @param caught by each invariant that has to, the first run that it did */
    private record Tried(Mistake mistake, Map<String, Result> caught) {

        Set<String> missing() {
            Set<String> missing = new TreeSet<>(mistake.caughtBy());
            missing.removeAll(caught.keySet());
            return missing;
        }
    }

    @Test
    void eachPlantedMistakeIsCaughtByItsInvariantsAndTheUnspoiltPlatformHoldsOnTheSameSeeds() {
        List<Tried> all = Arrays.stream(Mistake.values())
                .parallel()
                .map(mistake -> new Tried(mistake, caught(mistake.machinery(), mistake.caughtBy())))
                .toList();
        Map<String, Set<String>> missed = new TreeMap<>();
        Set<Long> telling = new TreeSet<>();
        for (Tried tried : all) {
            String words = tried.mistake().words();
            tried.caught().forEach((invariant, result) -> {
                telling.add(result.seed());
                System.out.printf("%-46s caught by seed %3d: %s%n", words, result.seed(), first(result, invariant));
            });
            if (!tried.missing().isEmpty()) {
                missed.put(words, tried.missing());
            }
        }
        assertTrue(missed.isEmpty(), () -> "not caught within " + ENOUGH + " seeds: " + missed);
        for (long seed : telling) {
            assertEquals(List.of(), Simulation.run(seed, new Machinery(), false).violations(), "seed " + seed);
        }
    }

    @Test
    void whatTheModelThrowsIsNoCatch() {
        Machinery broken = new Machinery() {
            @Override
            UUID idOfOrder(World world, UUID derived) {
                throw new IllegalStateException("broken");
            }
        };
        assertEquals(Set.of(Simulation.ERROR), Simulation.run(1, broken, false).broken());
        assertEquals(Map.of(), caught(broken, Set.of(Simulation.ERROR, "I3")));
    }

    /** Runs seeds until each of these invariants was violated in a run that went to its end. */
    private static Map<String, Result> caught(Machinery machinery, Set<String> wanted) {
        Map<String, Result> caught = new TreeMap<>();
        for (long seed = 1; seed <= ENOUGH && caught.size() < wanted.size(); seed++) {
            Result result = Simulation.run(seed, machinery, false);
            Set<String> broken = result.broken();
            if (!broken.contains(Simulation.ERROR)) {
                broken.retainAll(wanted);
                broken.forEach(invariant -> caught.putIfAbsent(invariant, result));
            }
        }
        return caught;
    }

    private static String first(Result result, String invariant) {
        return result.violations().stream()
                .filter(it -> it.startsWith(invariant + ": "))
                .findFirst()
                .orElseThrow();
    }
}
