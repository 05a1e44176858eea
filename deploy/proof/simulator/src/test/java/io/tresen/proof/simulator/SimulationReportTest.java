package io.tresen.proof.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tresen.proof.simulator.PlantedMistakes.Tried;
import io.tresen.proof.simulator.Simulate.Runs;
import io.tresen.proof.simulator.Simulation.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulationReportTest {

    private static final Where WHERE =
            new Where(Map.of("processor", "8086"), Map.of("commit", "abc", "changed_files", 3));

    @TempDir
    Path folder;

    private Path written(Runs runs) {
        return written(runs, new Tried(Mistake.WRITE_THEN_SEND, Map.of("I3", 4L, "I5", 7L), List.of()));
    }

    private Path written(Runs runs, Tried... tried) {
        return new SimulationReport(
                        runs,
                        new PlantedMistakes(runs.first(), List.of(tried)),
                        Instant.parse("2026-11-27T02:30:00Z"),
                        Duration.ofSeconds(70),
                        WHERE)
                .write(folder);
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve("2026-11-27-0230-simulate.json").toFile());
    }

    @Test
    void seedsThatHoldAreCountedUnderTheDayAndTheFieldsOfAllReports() throws IOException {
        Path text = written(new Runs(7, 100_000, 100_000, List.of()));
        assertEquals("2026-11-27-0230-simulate.md", text.getFileName().toString());
        String words = Files.readString(text);
        assertTrue(words.contains("| seeds in which every invariant holds | 100,000 | 0 |"), words);
        assertTrue(words.contains("| planted mistakes are caught by each invariant that they break | 1 | 0 |"), words);
        assertTrue(words.contains("- planted_seeds: at most 2,000 from 7 for each mistake"), words);
        assertTrue(words.contains("- write then send: I3 in seed 4, I5 in seed 7\n"), words);
        assertFalse(words.contains("VIOLATED"), words);
        assertTrue(json().path("passed").asBoolean());
        assertTrue(json().path("complete").asBoolean());
        assertEquals(7, json().at("/experiments/0/seed").asLong());
        assertEquals(100_000, json().at("/experiments/0/rows/0/attempted").asLong());
        assertEquals(100_000, json().at("/experiments/0/settings/seeds").asLong());
        assertEquals(2_000, json().at("/experiments/0/settings/planted_seeds").asLong());
        assertEquals(1, json().at("/experiments/0/rows/1/attempted").asLong());
        assertEquals(
                "write then send: I3 in seed 4, I5 in seed 7",
                json().at("/experiments/0/notes/0").asText());
        assertEquals("abc", json().at("/versions/commit").asText());
        assertEquals(3, json().at("/versions/changed_files").asLong());
        assertEquals("8086", json().at("/machine/processor").asText());
        assertTrue(words.contains("- processor: 8086\n"), words);
    }

    @Test
    void aSeedThatFailsIsToldWithItsNumber() throws IOException {
        Result failed = new Result(12, List.of("I1 stock: …"), List.of(), 100, 3);
        String words = Files.readString(written(new Runs(1, 1_000, 40, List.of(failed))));
        assertTrue(words.contains("**VIOLATED**"), words);
        assertTrue(words.contains("- **violated**: seed 12: I1 stock: …"), words);
        assertTrue(words.contains("| 40 | 1 |"), words);
        assertFalse(json().path("passed").asBoolean());
        assertFalse(json().path("complete").asBoolean());
        assertEquals(1, json().at("/experiments/0/rows/0/violated").asLong());
    }

    @Test
    void aMistakeThatNothingCatchesMakesTheReportViolated() throws IOException {
        String words = Files.readString(written(
                new Runs(1, 5, 5, List.of()),
                new Tried(Mistake.NO_DEADLINE, Map.of("I3", 4L), List.of()),
                new Tried(Mistake.DOUBLE_RESTOCK, Map.of(), List.of())));
        assertTrue(words.contains("**VIOLATED**"), words);
        assertTrue(words.contains("- **violated**: planted 'double restock': I1 not broken within 2,000 seeds"), words);
        assertTrue(words.contains("| planted mistakes are caught by each invariant that they break | 2 | 1 |"), words);
        assertFalse(json().path("passed").asBoolean());
        assertFalse(json().at("/experiments/0/passed").asBoolean());
        assertEquals(1, json().at("/experiments/0/rows/1/violated").asLong());
        assertEquals(
                List.of(
                        "planted 'double restock': I1 not broken within 2,000 seeds",
                        "planted 'double restock': I4 not broken within 2,000 seeds"),
                new ObjectMapper().convertValue(json().at("/experiments/0/violations"), List.class));
    }

    @Test
    void noSeedAtAllHasShownNothing() throws IOException {
        written(new Runs(1, 0, 0, List.of()));
        assertFalse(json().path("passed").asBoolean());
    }

    @Test
    void noMistakeAtAllHasShownNothing() throws IOException {
        written(new Runs(1, 5, 5, List.of()), new Tried[0]);
        assertFalse(json().path("passed").asBoolean());
    }

    @Test
    void whatItWasMadeOfAndOnIsToldByTheNamesOfOtherReports() {
        Where here = Where.here(Path.of("."));
        assertEquals(
                List.of("cores", "processor", "memory_gb"),
                List.copyOf(here.machine().keySet()));
        assertEquals(
                List.of("commit", "changed_files", "java"),
                List.copyOf(here.versions().keySet()));
        String commit = here.versions().get("commit").toString();
        assertTrue(commit.matches("[0-9a-f]{12}|unknown"), commit);
    }

    @Test
    void asManyAreCountedAsRan() throws InterruptedException {
        Runs runs = Simulate.run(1, 5, new Machinery());
        assertEquals(5, runs.attempted());
        assertTrue(runs.complete());
    }
}
