package io.tresen.proof.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README says of a report what is in it, and nothing else. */
class ReadmeTableTest {

    private static final Path ROOT = Path.of("../..");

    @Test
    void the_table_in_the_readme_is_that_of_the_report_that_it_names() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        String table = ReadmeTable.in(readme).orElseThrow();
        if (!table.equals(ReadmeTable.NONE)) {
            assertEquals(
                    ReadmeTable.of(ReadmeTable.named(table).stream()
                            .map(file -> new ReadmeTable.Kept(file, Report.read(ROOT.resolve(file))))
                            .toList()),
                    table);
        }
    }

    @Test
    void the_readme_has_a_place_for_the_table() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        String table = table(report(), "r.json");
        String written = ReadmeTable.into(readme, table);
        assertEquals(Optional.of(table), ReadmeTable.in(written));
        assertEquals(readme, ReadmeTable.into(written, ReadmeTable.in(readme).orElseThrow()));
    }

    @Test
    void an_engine_that_was_not_there_is_not_named() {
        JsonNode report = report();
        ((ObjectNode) report.path("versions")).remove(List.of("postgresql", "kafka"));
        String table = table(report, "r.json");
        assertTrue(table.contains(", commit abc, Java 17, seeds kills 7"), table);
    }

    @Test
    void the_same_thing_of_two_experiments_is_one_row() {
        String table = table(report(), "deploy/proof/reports/2026-11-27-0230-night.json");
        assertTrue(table.contains("| I1 stock | 3 | 0 |\n"), table);
        assertTrue(table.contains("| kill -9 of chat | 1,050 | 0 |\n"), table);
        assertTrue(table.contains("seeds kills 7, races 8"), table);
    }

    @Test
    void a_table_goes_between_the_markers_names_its_report_and_goes_there_again() {
        String file = "deploy/proof/reports/2026-11-27-0230-night.json";
        String table = table(report(), file);
        String readme = "# T\n\n<!-- proof: begin -->\nold\n<!-- proof: end -->\nmore\n";
        String written = ReadmeTable.into(readme, table);
        assertEquals("# T\n\n<!-- proof: begin -->\n" + table + "<!-- proof: end -->\nmore\n", written);
        assertEquals(Optional.of(table), ReadmeTable.in(written));
        assertEquals(List.of(file), ReadmeTable.named(table));
        assertEquals(written, ReadmeTable.into(written, table));
    }

    @Test
    void several_reports_have_one_table_that_names_each() {
        String table = ReadmeTable.of(List.of(
                new ReadmeTable.Kept("a-kills.json", report()), new ReadmeTable.Kept("b-kills.json", report())));

        assertTrue(table.contains("| kill -9 of chat | 2,100 | 0 |\n"), table);
        assertEquals(List.of("a-kills.json", "b-kills.json"), ReadmeTable.named(table));
    }

    @Test
    void a_report_that_is_named_twice_counts_once(@TempDir Path root) throws IOException {
        Path file = Files.writeString(root.resolve("a-kills.json"), report().toString());
        String otherName = root + "/../" + root.getFileName() + "/a-kills.json";

        String table = ReadmeTable.of(ReadmeTable.kept(root, List.of(file.toString(), otherName)));

        assertTrue(table.contains("| kill -9 of chat | 1,050 | 0 |\n"), table);
        assertEquals(List.of("a-kills.json"), ReadmeTable.named(table));
    }

    @Test
    void a_new_report_of_changed_files_is_refused_and_one_that_is_named_already_stays() {
        String readme = "# T\n\n<!-- proof: begin -->\n" + ReadmeTable.NONE + "<!-- proof: end -->\n";
        JsonNode report = report();
        ReadmeTable.Kept kept = new ReadmeTable.Kept("a-kills.json", report);
        String written = ReadmeTable.written(readme, List.of(kept));
        assertEquals(
                List.of("a-kills.json"),
                ReadmeTable.named(ReadmeTable.in(written).orElseThrow()));
        ((ObjectNode) report.path("versions")).put("changed_files", 0);
        assertEquals(written, ReadmeTable.written(readme, List.of(kept)));
        ((ObjectNode) report.path("versions")).put("changed_files", 2);
        assertThrows(IllegalArgumentException.class, () -> ReadmeTable.written(readme, List.of(kept)));
        assertEquals(written, ReadmeTable.written(written, List.of(kept)));
        ReadmeTable.Kept other = new ReadmeTable.Kept("b-kills.json", report);
        assertThrows(IllegalArgumentException.class, () -> ReadmeTable.written(written, List.of(kept, other)));
    }

    @Test
    void a_readme_without_markers_is_left_alone() {
        assertThrows(IllegalArgumentException.class, () -> ReadmeTable.into("# T\n", "| a |\n"));
        assertEquals(Optional.empty(), ReadmeTable.in("# T\n"));
    }

    private static String table(JsonNode report, String file) {
        return ReadmeTable.of(List.of(new ReadmeTable.Kept(file, report)));
    }

    private static JsonNode report() {
        Findings kills = new Findings("kills", 7);
        kills.attempted("kill -9 of chat", 1_050);
        kills.checked(Map.of("I1 stock", List.of()));
        kills.checked(Map.of("I1 stock", List.of()));
        Findings races = new Findings("races", 8);
        races.checked(Map.of("I1 stock", List.of()));
        Instant begun = Instant.parse("2026-11-27T02:30:00Z");
        return new Report(
                        "night",
                        begun,
                        true,
                        List.of(kills.outcome(), races.outcome()),
                        Map.of(),
                        Map.of("commit", "abc", "java", "17", "postgresql", "18", "kafka", "4"))
                .json(begun.plusSeconds(7_200));
    }
}
