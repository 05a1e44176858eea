package io.tresen.proof.simulator;

import io.tresen.proof.simulator.Simulation.Result;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The checker is checked: each mistake that is planted is found by the invariants that it breaks, and nothing is found in the same
 * seeds where it is not planted.
 *
 * @param first the seed that each began with
 */
record PlantedMistakes(long first, List<Tried> tried) {

    /** Within so many seeds each mistake shows, whatever the first one is. */
    static final long ENOUGH = 2_000;

    /**
     * What came of a mistake.
     *
     * @param caught by each invariant that has to catch it, the first seed in which it did
     * @param unclean what is violated in these seeds without the mistake, one line each
     */
    record Tried(Mistake mistake, Map<String, Long> caught, List<String> unclean) {

        Tried {
            caught = new TreeMap<>(caught);
        }

        boolean isCaught() {
            return violations().isEmpty();
        }

        List<String> violations() {
            String planted = "planted '" + mistake.words() + "': ";
            Stream<String> silent = mistake.caughtBy().stream()
                    .filter(invariant -> !caught.containsKey(invariant))
                    .map(invariant -> String.format(Locale.ROOT, "%s not broken within %,d seeds", invariant, ENOUGH));
            return Stream.concat(silent, unclean.stream()).map(planted::concat).toList();
        }

        String note() {
            return mistake.words() + ": "
                    + caught.entrySet().stream()
                            .map(one -> one.getKey() + " in seed " + one.getValue())
                            .collect(Collectors.joining(", "));
        }
    }

    /** Plants each mistake alone in seed after seed, on all cores. */
    static PlantedMistakes from(long first) {
        return new PlantedMistakes(
                first,
                Arrays.stream(Mistake.values())
                        .parallel()
                        .map(mistake -> tried(mistake, first))
                        .toList());
    }

    private static Tried tried(Mistake mistake, long first) {
        Map<String, Long> caught = caught(mistake.machinery(), mistake.caughtBy(), first);
        List<String> unclean = new TreeSet<>(caught.values())
                .stream()
                        .flatMap(seed -> Simulation.run(seed, new Machinery(), false).violations().stream()
                                .map(it -> "seed " + seed + " without it: " + it))
                        .toList();
        return new Tried(mistake, caught, unclean);
    }

    /** Runs seeds until each of these invariants was violated in a run that went to its end. */
    static Map<String, Long> caught(Machinery machinery, Set<String> wanted, long first) {
        Map<String, Long> caught = new TreeMap<>();
        for (long seed = first; seed < first + ENOUGH && caught.size() < wanted.size(); seed++) {
            Result result = Simulation.run(seed, machinery, false);
            Set<String> broken = result.broken();
            if (!broken.contains(Simulation.ERROR)) {
                broken.retainAll(wanted);
                for (String invariant : broken) {
                    caught.putIfAbsent(invariant, seed);
                }
            }
        }
        return caught;
    }

    /** How many of them by each invariant that has to, in seeds that are clean without. */
    long caught() {
        return tried.stream().filter(Tried::isCaught).count();
    }

    /** How many others there are. */
    long missed() {
        return tried.size() - caught();
    }

    /** One line for each invariant that is silent, and for each that is not where nothing is planted. */
    List<String> violations() {
        return tried.stream().flatMap(one -> one.violations().stream()).toList();
    }

    /** Which seeds told, one line for each mistake that anything has caught. */
    List<String> notes() {
        return tried.stream()
                .filter(one -> !one.caught().isEmpty())
                .map(Tried::note)
                .toList();
    }
}
