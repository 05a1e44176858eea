package io.tresen.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A report for people, made from its JSON. */
final class Markdown {

    private final JsonNode report;
    private final StringBuilder text = new StringBuilder();

    private Markdown(JsonNode report) {
        this.report = report;
    }

    static String of(JsonNode report) {
        return new Markdown(report).whole();
    }

    private String whole() {
        line("# " + report.path("benchmark").asText() + ", "
                + report.path("begun").asText().substring(0, 16) + "Z"
                + (report.path("quick").asBoolean() ? " (quick settings: for trying, no figures to publish)" : ""));
        line("");
        if (report.path("void").asBoolean()) {
            line("**VOID**: "
                    + (report.path("violations").isEmpty() ? "nobody asked the invariants" : "an invariant is violated")
                    + ", and no figure below counts.");
            line("");
        }
        if (report.path("shortened").asBoolean()) {
            line("Shortened by --minutes "
                    + report.path("settings").path("minutes").asText() + ".");
            line("");
        }
        if (!report.path("unlike_goals").isEmpty()) {
            line("Measured with " + String.join(" ", strings(report.path("unlike_goals")))
                    + ", which is not what the goals say.");
            line("");
        }
        table(
                List.of("figure", "value", "unit", "goal", "met"),
                rows(
                        report.path("figures"),
                        one -> List.of(
                                one.path("name").asText(),
                                number(one.path("value")),
                                one.path("unit").asText(),
                                one.path("goal").asText("–"),
                                one.has("met") ? one.path("met").asBoolean() ? "yes" : "**no**" : "–")));
        table(
                List.of("latency, ms from the intended start", "count", "p50", "p90", "p99", "p99.9", "max"),
                rows(
                        report.path("latencies"),
                        one -> List.of(
                                one.path("name").asText(),
                                number(one.path("count")),
                                number(one.path("p50_ms")),
                                number(one.path("p90_ms")),
                                number(one.path("p99_ms")),
                                number(one.path("p99_9_ms")),
                                number(one.path("max_ms")))));
        report.path("tables").forEach(table -> {
            line("## " + table.path("title").asText());
            line("");
            table(strings(table.path("columns")), rows(table.path("rows"), row -> elements(row).stream()
                    .map(cell -> cell.isNumber() ? number(cell) : cell.asText())
                    .toList()));
        });
        invariants();
        list("Counts", pairs(report.path("counts")));
        list("Violations", strings(report.path("violations")));
        list("Notes", strings(report.path("notes")));
        list("Settings", pairs(report.path("settings")));
        list("Machine", pairs(report.path("machine")));
        list("Versions", pairs(report.path("versions")));
        return text.toString();
    }

    /** Nothing of a report that was written before it named them. */
    private void invariants() {
        if (report.path("invariants").isEmpty()) {
            return;
        }
        line("## Invariants, asked " + report.path("invariants_asked").asText());
        line("");
        table(
                List.of("invariant", "asked of", "violated"),
                rows(
                        report.path("invariants"),
                        one -> List.of(
                                one.path("invariant").asText(),
                                number(one.path("asked")) + " " + one.path("of").asText(),
                                found(one))));
        line("Not asked is " + report.path("invariants_not_asked").asText() + ".");
        line("");
    }

    /** One of which there was nothing has held without a chance not to, and is not said to. */
    private static String found(JsonNode invariant) {
        JsonNode violated = invariant.path("violated");
        return invariant.path("asked").asLong() == 0 && violated.asLong() == 0 ? "nothing to ask" : number(violated);
    }

    private interface Row {
        List<String> of(JsonNode node);
    }

    private static List<List<String>> rows(JsonNode array, Row row) {
        return elements(array).stream().map(row::of).toList();
    }

    private static List<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static List<String> strings(JsonNode array) {
        return elements(array).stream().map(JsonNode::asText).toList();
    }

    private static List<String> pairs(JsonNode object) {
        List<String> pairs = new ArrayList<>();
        object.fields()
                .forEachRemaining(field -> pairs.add(field.getKey() + ": "
                        + (field.getValue().isNumber()
                                ? number(field.getValue())
                                : field.getValue().asText())));
        return pairs;
    }

    private static String number(JsonNode value) {
        return value.isNumber() ? Numbers.shown(value.asDouble()) : "–";
    }

    private void table(List<String> columns, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        line("| " + String.join(" | ", columns) + " |");
        line("|" + columns.stream().map(column -> "---").collect(Collectors.joining("|")) + "|");
        rows.forEach(row -> line("| " + String.join(" | ", row) + " |"));
        line("");
    }

    private void list(String title, List<String> items) {
        if (items.isEmpty()) {
            return;
        }
        line("## " + title);
        line("");
        items.forEach(item -> line("- " + item));
        line("");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
