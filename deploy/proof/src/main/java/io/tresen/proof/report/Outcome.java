package io.tresen.proof.report;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one experiment found.
 *
 * @param seconds from its begin to the end of its checks, its platform's start included
 * @param seed repeats the same orders and moments, as far as the machine lets it
 * @param settings replicas, orders, rates: whatever else the figures depend on
 * @param tables what was measured
 * @param violations their words; a row that has very many keeps the first ones
 */
public record Outcome(
        String experiment,
        Instant begun,
        long seconds,
        long seed,
        Map<String, Object> settings,
        List<Row> rows,
        List<Grid> tables,
        List<String> violations,
        List<String> notes) {

    /** Whether all that had to hold did. */
    public boolean passed() {
        return violations.isEmpty() && rows.stream().allMatch(row -> row.violated() == 0);
    }

    Map<String, Object> told() {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("experiment", experiment);
        told.put("begun", begun.toString());
        told.put("seconds", seconds);
        told.put("seed", seed);
        told.put("passed", passed());
        told.put("settings", settings);
        told.put("rows", rows);
        told.put("tables", tables);
        told.put("violations", violations);
        told.put("notes", notes);
        return told;
    }
}
