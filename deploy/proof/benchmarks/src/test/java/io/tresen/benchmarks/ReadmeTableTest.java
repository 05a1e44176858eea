package io.tresen.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadmeTableTest {

    private static final Instant BEGUN = Instant.parse("2026-02-03T04:05:06Z");

    /** Those that are met: which are missed, and why, is another matter. */
    private static final List<Goal> GOALS =
            Goal.all().stream().filter(goal -> goal.id().equals("first-order")).toList();

    private static JsonNode report(int changedFiles) {
        Report report = new Report("start", BEGUN);
        report.checked("at rest", List.of(new Checked("I3 endings", 3, "orders", List.of())));
        report.figure(Figure.against("first-order", 1));
        return report.json(Settings.of(), Map.of(), Map.of("changed_files", changedFiles), BEGUN);
    }

    private static String written(String readme, Map<String, JsonNode> reports) {
        return ReadmeTable.written(readme, reports, GOALS);
    }

    @Test
    void aNewReportOfChangedFilesIsRefusedAndOneThatIsNamedAlreadyStays() {
        String readme = "before\n\n## Map\n\nafter\n";
        String named = written(readme, Map.of("a.json", report(0)));
        assertThrows(Table.Refused.class, () -> written(readme, Map.of("a.json", report(5))));
        assertThrows(Table.Refused.class, () -> written(named, Map.of("b.json", report(5))));
        assertEquals(List.of("a.json"), ReadmeTable.named(written(named, Map.of("a.json", report(5)))));
    }
}
