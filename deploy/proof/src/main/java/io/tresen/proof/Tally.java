package io.tresen.proof;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an experiment tried, how often, and what went wrong with it; printed as one line each. */
final class Tally {

    private static final int SHOWN = 10;

    private final Map<String, Integer> attempted = new LinkedHashMap<>();
    private final Map<String, List<String>> violated = new LinkedHashMap<>();

    /** Counts attempts. */
    void tried(String what, int times) {
        attempted.merge(what, times, Integer::sum);
    }

    /** One attempt, and whether it went well. @param detail what a person needs to know when it did not */
    void tried(String what, boolean well, String detail) {
        tried(what, 1);
        if (!well) {
            violated(what, detail);
        }
    }

    /** Notes a violation of what was counted with {@link #tried}. */
    void violated(String what, String detail) {
        attempted.putIfAbsent(what, 0);
        violated.computeIfAbsent(what, any -> new ArrayList<>()).add(detail);
    }

    void violated(String what, List<String> details) {
        details.forEach(detail -> violated(what, detail));
    }

    /** Prints all counts. @return whether there is no violation */
    boolean holds() {
        attempted.forEach((what, times) -> {
            List<String> wrong = violated.getOrDefault(what, List.of());
            System.out.printf("%s: attempted %d, violated %d%n", what, times, wrong.size());
            wrong.stream().limit(SHOWN).forEach(detail -> System.out.println("    " + detail));
        });
        return violated.isEmpty();
    }
}
