package io.tresen.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTest {

    private static final Path ROOT =
            Path.of("").toAbsolutePath().resolve("../../..").normalize();

    /** All goals, each with a reason for when it is missed. */
    private static final List<Goal> REASONED =
            Goal.all().stream().map(goal -> with(goal, "two cores")).toList();

    private static Goal with(Goal goal, String reason) {
        return new Goal(
                goal.id(),
                goal.figure(),
                goal.benchmark(),
                goal.what(),
                goal.unit(),
                goal.atMost(),
                goal.bound(),
                reason);
    }

    private static List<Goal> without(String... ids) {
        return REASONED.stream()
                .map(goal -> List.of(ids).contains(goal.id()) ? with(goal, null) : goal)
                .toList();
    }

    private static ObjectNode report(String benchmark, Settings settings, Figure... figures) {
        Report report = new Report(benchmark, Instant.parse("2026-02-03T04:05:06Z"));
        report.checked("at rest", List.of(new Checked("I3 endings", 3, "orders", List.of())));
        List.of(figures).forEach(report::figure);
        return (ObjectNode) report.json(
                settings,
                Map.of("cores", 2, "processor", "Some", "memory_gb", 8),
                Map.of("commit", "abc", "changed_files", 0),
                Instant.parse("2026-02-03T05:05:06Z"));
    }

    private static String table(JsonNode... reports) {
        return table(REASONED, reports);
    }

    private static String table(List<Goal> goals, JsonNode... reports) {
        Map<String, JsonNode> named = new java.util.LinkedHashMap<>();
        for (JsonNode report : reports) {
            named.put("reports/" + named.size() + ".json", report);
        }
        return String.join("\n", Table.of(named, goals));
    }

    @Test
    void readmesTableIsWhatItsReportsGive() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        List<String> named = ReadmeTable.named(readme);
        if (!named.isEmpty()) {
            assertEquals(ReadmeTable.written(readme, ReadmeTable.read(ROOT, named), Goal.all()), readme);
        }
    }

    @Test
    void eachGoalIsARowAndSaysWhetherItIsMetAndWhereItIsFrom() {
        String table = table(
                report("cost", Settings.of("--minutes", "2"), Figure.against("order-cpu", 5.5)),
                report("start", Settings.of(), Figure.against("first-order", 41), Figure.against("memory", 2_100)));
        assertTrue(
                table.contains(
                        "| 5.50 ms | ≤ 5 ms | **missed** | [`cost`](reports/0.json) 2026-02-03, `--minutes 2` |"),
                table);
        assertTrue(table.contains("| 41 s | ≤ 60 s | met | [`start`](reports/1.json) 2026-02-03 |"), table);
        assertTrue(table.contains("| 2,100 MB | – | – | [`start`]"), table);
        assertTrue(table.contains("| not measured | ≥ 10 × | – | – |"), table);
        assertTrue(
                table.contains(
                        "2 cores (Some), 8 GB, platform, reference and load generator side by side; commit abc."),
                table);
        assertEquals(
                Goal.all().size(),
                table.lines().filter(line -> line.startsWith("| ")).count() - 1);
    }

    @Test
    void optionsThatTheGoalsDoNotSayStandBesideTheFigure() {
        Settings weak = Settings.of("--minutes", "2", "--rates", "5", "--seed", "7");
        weak.number("seed", 1, 1);
        weak.word("rates", "5,10,20", "10");
        Settings small = Settings.of("--orders", "1000000", "--products", "1000000");
        small.scaled("orders", 10_000_000, 20_000);
        small.scaled("products", 1_000_000, 5_000);
        String table = table(
                report("cost", weak, Figure.against("order-cpu", 4)),
                report("size", small, Figure.against("size-order", 2)));
        assertTrue(
                table.contains(
                        "| 4 ms | ≤ 5 ms | met | [`cost`](reports/0.json) 2026-02-03, `--minutes 2 --rates 5` |"),
                table);
        assertTrue(table.contains("| [`size`](reports/1.json) 2026-02-03, `--orders 1000000` |"), table);
    }

    @Test
    void theGoalsFileSaysWhatIsMetAndNotTheReport() {
        ObjectNode report = report("cost", Settings.of(), Figure.against("order-cpu", 5.5));
        ((ObjectNode) report.path("figures").path(0)).put("met", true).put("goal", "≤ 6");
        assertTrue(table(report).contains("| 5.50 ms | ≤ 5 ms | **missed** |"));
        ((ObjectNode) report.path("figures").path(0)).putNull("value");
        assertTrue(table(report).contains("| – | ≤ 5 ms | **missed** |"));
    }

    @Test
    void aFurtherStepOfAGoalIsARowOfItsOwnOfTheSameFigure() {
        String table = table(report("cost", Settings.of(), Figure.against("order-cpu", "CPU for each (card)", 4)));
        assertTrue(table.contains("| CPU for each (card) | 4 ms | ≤ 5 ms | met | [`cost`]"), table);
        assertTrue(table.contains("(REST): the second step | 4 ms | ≤ 2 ms | **missed** | [`cost`]"), table);
    }

    @Test
    void whyAGoalIsMissedStandsBehindTheTableAndNothingOfThoseThatAreMet() {
        ObjectNode report = report("cost", Settings.of(), Figure.against("order-cpu", 4));
        String table = table(report);
        assertTrue(
                table.contains("\n\nWhy goals are missed:\n\n- CPU for each completed order (REST): the second step:"
                        + " two cores\n\n2 cores"),
                table);
        assertEquals(table, table(without("order-cpu"), report));
        ((ObjectNode) report.path("figures").path(0)).put("value", 2);
        assertFalse(table(report).contains("missed"), table(report));
    }

    @Test
    void aGoalThatIsMissedAndSaysNotWhyIsNamedAndRefused() {
        ObjectNode report = report("cost", Settings.of(), Figure.against("order-cpu", 4));
        String why = assertThrows(Table.Refused.class, () -> table(without("order-cpu", "order-cpu-second"), report))
                .getMessage();
        assertTrue(why.endsWith(": order-cpu-second"), why);
        ((ObjectNode) report.path("figures").path(0)).put("value", 6);
        why = assertThrows(Table.Refused.class, () -> table(without("order-cpu", "order-cpu-second"), report))
                .getMessage();
        assertTrue(why.endsWith(": order-cpu, order-cpu-second"), why);
    }

    @Test
    void noTableIsMadeOfVoidOrQuickReportsNorOfStrangersNorOfTwoThatSayTheSame() {
        ObjectNode good = report("cost", Settings.of(), Figure.against("order-cpu", 4));
        ObjectNode broken = good.deepCopy();
        broken.put("void", true);
        assertThrows(Table.Refused.class, () -> table(broken));
        ObjectNode violated = good.deepCopy();
        violated.putArray("violations").add("I1");
        assertThrows(Table.Refused.class, () -> table(violated));
        ObjectNode quick = report("cost", Settings.of("quick"), Figure.against("order-cpu", 4));
        assertThrows(Table.Refused.class, () -> table(quick));
        assertThrows(Table.Refused.class, () -> table(new ObjectMapper().createObjectNode()));
        assertThrows(Table.Refused.class, () -> table(report("cost", Settings.of(), Figure.of("x", 1, "s"))));
        assertThrows(Table.Refused.class, () -> table(good, good));
    }

    @Test
    void noTableIsMadeOfAReportThatNobodyCheckedAndOneOfBeforeTheyWereNamedIsWhatItSays() {
        ObjectNode report = report("cost", Settings.of(), Figure.against("order-cpu", 4));
        String table = table(report);
        report.putArray("invariants");
        assertThrows(Table.Refused.class, () -> table(report));
        report.remove("invariants");
        assertEquals(table, table(report));
        report.put("void", true);
        assertThrows(Table.Refused.class, () -> table(report));
    }

    @Test
    void itIsWrittenBetweenItsMarksAndTheRestStays() {
        Map<String, JsonNode> reports = Map.of("r.json", report("cost", Settings.of(), Figure.against("order-cpu", 4)));
        String first = ReadmeTable.written("before\n\n## Map\n\nafter\n", reports, REASONED);
        assertTrue(first.startsWith("before\n\n## What it costs"), first);
        assertTrue(first.endsWith("\n\n## Map\n\nafter\n"), first);
        assertEquals(List.of("r.json"), ReadmeTable.named(first));
        assertEquals(first, ReadmeTable.written(first, reports, REASONED));
        String other = ReadmeTable.written(
                first, Map.of("s.json", report("cost", Settings.of(), Figure.against("order-cpu", 6))), REASONED);
        assertEquals(List.of("s.json"), ReadmeTable.named(other));
        assertTrue(other.contains("| 6 ms | ≤ 5 ms | **missed** |"), other);
        assertEquals(List.of(), ReadmeTable.named("no table"));
    }

    @Test
    void everyBenchmarkOfAGoalExistsAndNoGoalIsThereTwice() {
        assertEquals(
                Goal.all().size(), Goal.all().stream().map(Goal::id).distinct().count());
        Goal.all().forEach(goal -> {
            assertTrue(Bench.names().contains(goal.benchmark()), goal.toString());
            Goal first = Goal.of(goal.figure());
            assertEquals(first.id(), first.figure(), goal.toString());
            assertEquals(first.benchmark(), goal.benchmark(), goal.toString());
            assertEquals(first.unit(), goal.unit(), goal.toString());
        });
    }
}
