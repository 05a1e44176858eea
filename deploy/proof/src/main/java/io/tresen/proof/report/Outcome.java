package io.tresen.proof.report;

import com.fasterxml.jackson.databind.JsonNode;
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

    /** Whether something was claimed, and all of it was tried and held. */
    public boolean passed() {
        return violations.isEmpty() && !rows.isEmpty() && rows.stream().allMatch(Row::holds);
    }

    /** One that was told in a report, but for its tables. @param told an element of the report's experiments */
    public static Outcome of(JsonNode told) {
        Map<String, Object> settings = new LinkedHashMap<>();
        told.path("settings")
                .fields()
                .forEachRemaining(one -> settings.put(
                        one.getKey(),
                        one.getValue().isIntegralNumber()
                                ? one.getValue().asLong()
                                : one.getValue().asText()));
        return new Outcome(
                told.path("experiment").asText(),
                Instant.parse(told.path("begun").asText()),
                told.path("seconds").asLong(),
                told.path("seed").asLong(),
                settings,
                Told.elements(told.path("rows")).stream()
                        .map(row -> new Row(
                                row.path("what").asText(),
                                row.path("attempted").asLong(),
                                row.path("violated").asLong()))
                        .toList(),
                List.of(),
                Told.strings(told.path("violations")),
                Told.strings(told.path("notes")));
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
