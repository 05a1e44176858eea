package io.tresen.proof.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A report for people, made from its JSON. */
final class ReportText {

    private final JsonNode report;
    private final MarkdownText text = new MarkdownText();

    private ReportText(JsonNode report) {
        this.report = report;
    }

    static String of(JsonNode report) {
        return new ReportText(report).whole();
    }

    private String whole() {
        text.line("# " + report.path("report").asText() + ", " + Told.minute(report.path("begun")) + ", "
                + Told.duration(report.path("seconds").asLong()));
        text.line("");
        if (Told.elements(report.path("experiments")).stream()
                .anyMatch(one -> !one.path("passed").asBoolean())) {
            text.line("**VIOLATED**: something that had to hold did not, and nothing below may be published.");
            text.line("");
        }
        if (!report.path("complete").asBoolean()) {
            text.line("**NOT COMPLETE**: not everything that was to run has run.");
            text.line("");
        }
        report.path("experiments").forEach(this::experiment);
        text.list("Machine", Told.pairs(report.path("machine")));
        text.list("Versions", Told.pairs(report.path("versions")));
        return text.toString();
    }

    private void experiment(JsonNode one) {
        text.line("## " + one.path("experiment").asText() + ", "
                + Told.duration(one.path("seconds").asLong()) + ", seed "
                + one.path("seed").asText());
        text.line("");
        list("**violated**: ", Told.strings(one.path("violations")));
        text.table(
                List.of("what", "attempted", "violated"),
                Told.elements(one.path("rows")).stream()
                        .map(row -> List.of(
                                row.path("what").asText(),
                                Told.number(row.path("attempted")),
                                Told.number(row.path("violated"))))
                        .toList());
        one.path("tables").forEach(this::table);
        list("", Told.pairs(one.path("settings")));
        list("", Told.strings(one.path("notes")));
    }

    private void table(JsonNode table) {
        text.line("### " + table.path("title").asText());
        text.line("");
        text.table(
                Told.strings(table.path("columns")),
                Told.elements(table.path("rows")).stream().map(Told::cells).toList());
    }

    private void list(String before, List<String> items) {
        items.forEach(item -> text.line("- " + before + item));
        if (!items.isEmpty()) {
            text.line("");
        }
    }
}
