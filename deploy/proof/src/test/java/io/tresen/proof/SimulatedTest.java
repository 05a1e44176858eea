package io.tresen.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.proof.report.Findings;
import io.tresen.proof.report.Outcome;
import io.tresen.proof.report.Report;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedTest {

    @TempDir
    Path folder;

    @Test
    void a_profile_has_the_simulators_report_as_it_was_written() {
        Findings findings = new Findings("simulate", 5);
        findings.setting("seeds", 100_000L);
        findings.setting("weather", "rough");
        findings.attempted("seeds in which every invariant holds", 40);
        findings.violated("seeds in which every invariant holds", "seed 12: I1 stock");
        findings.note("as it was");
        Outcome written = findings.outcome();
        new Report("simulate", written.begun(), true, List.of(written), Map.of(), Map.of()).write(folder);
        Outcome read = Simulated.read(folder, 5, 1);
        assertEquals(written, read);
        assertFalse(read.passed());
    }

    @Test
    void a_simulator_that_writes_none_has_not_passed() {
        Outcome read = Simulated.read(folder, 5, 137);
        assertFalse(read.passed());
        assertEquals(5, read.seed());
        assertTrue(read.violations().get(0).contains("137"), read.violations().toString());
    }
}
