package io.tresen.proof.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was found is in the report as it was found, and what is wrong can't be overlooked or published. */
class ReportTest {

    private static final Instant BEGUN = Instant.parse("2026-11-27T02:30:00Z");

    private final Findings findings = new Findings("kills", 7);

    @Test
    void what_was_done_is_counted_by_what_it_was() {
        findings.attempted("kill -9 of chat", 1);
        findings.attempted("kill -9 of chat", 1);
        findings.attempted("kill -9 of order", 1);
        assertEquals(
                List.of(new Row("kill -9 of chat", 2, 0), new Row("kill -9 of order", 1, 0)),
                findings.outcome().rows());
        assertTrue(findings.outcome().passed());
    }

    @Test
    void a_check_of_an_invariant_is_violated_once_however_many_rows_are_wrong() {
        findings.checked(Map.of("I1 stock", List.of()));
        assertTrue(findings.outcome().passed());
        findings.checked(Map.of("I1 stock", List.of("product a", "product b")));
        Outcome outcome = findings.outcome();
        assertEquals(List.of(new Row("I1 stock", 2, 1)), outcome.rows());
        assertEquals(List.of("I1 stock: product a", "I1 stock: product b"), outcome.violations());
        assertFalse(outcome.passed());
    }

    @Test
    void what_was_claimed_and_never_attempted_is_a_violation() {
        findings.claimed("kill -9 of chat", "kill -9 of order");
        findings.attempted("kill -9 of chat", 1);
        Outcome outcome = findings.outcome();
        assertEquals(List.of(new Row("kill -9 of chat", 1, 0), new Row("kill -9 of order", 0, 0)), outcome.rows());
        assertEquals(List.of("kill -9 of order: nothing of it was attempted"), outcome.violations());
        assertFalse(outcome.passed());
        findings.attempted("kill -9 of order", 1);
        assertTrue(findings.outcome().passed());
    }

    @Test
    void a_row_of_none_has_not_passed_either_and_is_told_once() {
        findings.attempted("records again", 0);
        assertEquals(
                List.of("records again: nothing of it was attempted"),
                findings.outcome().violations());
        findings.violated("records again", "there were none");
        assertEquals(
                List.of("records again: there were none"), findings.outcome().violations());
    }

    @Test
    void who_claims_nothing_has_shown_nothing() {
        findings.note("as it was");
        assertFalse(findings.outcome().passed());
    }

    @Test
    void what_need_not_happen_is_counted_in_a_note() {
        findings.attempted("answers", 3);
        findings.counted("answers 503", 0);
        assertEquals(List.of("answers 503: 0"), findings.outcome().notes());
        findings.counted("answers 503", 1_083);
        assertEquals(List.of("answers 503: 1,083"), findings.outcome().notes());
        assertTrue(findings.outcome().passed());
        assertEquals(1, findings.outcome().rows().size());
    }

    @Test
    void a_setting_of_one_part_is_not_that_of_another() {
        findings.within("kills", () -> findings.setting("orders", 60));
        findings.within("outages", () -> findings.setting("orders", 24));
        findings.setting("cores", 2);
        assertEquals(
                List.of("kills: orders=60", "outages: orders=24", "cores=2"),
                findings.outcome().settings().entrySet().stream()
                        .map(Object::toString)
                        .toList());
    }

    @Test
    void a_setting_is_not_written_over() {
        findings.setting("orders", 60);
        findings.setting("orders", 60);
        assertThrows(IllegalStateException.class, () -> findings.setting("orders", 24));
    }

    @Test
    void each_violation_counts_and_the_first_ones_are_told() {
        for (int i = 0; i < 1_000; i++) {
            findings.violated("last unit", "race " + i);
        }
        findings.violated("double click", "two orders");
        Outcome outcome = findings.outcome();
        assertEquals(1_000, outcome.rows().get(0).violated());
        assertEquals(21, outcome.violations().size());
        assertEquals("double click: two orders", outcome.violations().get(20));
    }

    @Test
    void both_files_have_the_day_and_the_name_and_everything_that_repeats_the_run(@TempDir Path folder)
            throws IOException {
        findings.attempted("kill -9 of chat", 50);
        findings.setting("orders", 20_000);
        Path text = report(true).write(folder);
        assertEquals(folder.resolve("2026-11-27-0230-full.md"), text);
        JsonNode json = Report.read(folder.resolve("2026-11-27-0230-full.json"));
        assertEquals(7, json.at("/experiments/0/seed").asLong());
        assertEquals(50, json.at("/experiments/0/rows/0/attempted").asLong());
        assertEquals(20_000, json.at("/experiments/0/settings/orders").asLong());
        assertEquals("abc", json.at("/versions/commit").asText());
        assertTrue(json.path("passed").asBoolean());
        String words = Files.readString(text);
        assertTrue(words.contains("| kill -9 of chat | 50 | 0 |"), words);
        assertTrue(words.contains("- orders: 20,000"), words);
        assertFalse(words.contains("VIOLATED"), words);
    }

    @Test
    void what_was_measured_is_a_table_in_both_files() {
        findings.tables(List.of(new Grid(
                "What an order costs",
                List.of("service", "commits", "bytes", "primaries"),
                List.of(List.of("order", 5.126, 12_345.6, 3), List.of("chat", 0.0, "–", 1_200)))));
        JsonNode json = report(true).json(BEGUN);
        assertEquals(5.126, json.at("/experiments/0/tables/0/rows/0/1").asDouble());
        String words = ReportText.of(json);
        assertTrue(words.contains("### What an order costs\n\n| service | commits | bytes | primaries |"), words);
        assertTrue(words.contains("| order | 5.13 | 12,346 | 3 |\n| chat | 0.00 | – | 1,200 |\n"), words);
    }

    @Test
    void a_violation_stands_at_the_top_and_there_is_no_table_of_it() {
        findings.attempted("last unit", 1);
        findings.violated("last unit", "race 3: two are confirmed");
        JsonNode json = report(true).json(BEGUN);
        assertFalse(json.path("passed").asBoolean());
        String words = ReportText.of(json);
        assertTrue(words.indexOf("**VIOLATED**") < 60, words);
        assertTrue(words.contains("**violated**: last unit: race 3: two are confirmed"), words);
        assertThrows(IllegalArgumentException.class, () -> new ReadmeTable.Kept("r.json", json));
    }

    @Test
    void a_night_that_was_broken_off_says_so_and_there_is_no_table_of_it() {
        findings.attempted("last unit", 1);
        JsonNode json = report(false).json(BEGUN);
        assertTrue(ReportText.of(json).contains("**NOT COMPLETE**"));
        assertFalse(json.path("passed").asBoolean());
        assertThrows(IllegalArgumentException.class, () -> new ReadmeTable.Kept("r.json", json));
    }

    private Report report(boolean complete) {
        return new Report(
                "full",
                BEGUN,
                complete,
                List.of(findings.outcome()),
                Map.of("cores", 2),
                Map.of("commit", "abc", "java", "17", "postgresql", "18", "kafka", "4"));
    }
}
