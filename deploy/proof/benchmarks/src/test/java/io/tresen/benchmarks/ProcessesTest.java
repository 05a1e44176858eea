package io.tresen.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessesTest {

    @TempDir
    Path proc;

    private void process(long pid, long parent, String name, long user, long system, long endedUser, long endedSystem)
            throws IOException {
        Path folder = Files.createDirectories(proc.resolve(Long.toString(pid)));
        Files.writeString(
                folder.resolve("stat"),
                "%d (%s) S %d 1 1 0 -1 4194560 1 2 3 4 %d %d %d %d 20 0 9 0 5 6 7"
                        .formatted(pid, name, parent, user, system, endedUser, endedSystem));
    }

    @Test
    void aTreeIsTheProcessItsDescendantsAndThoseThatEnded() throws IOException {
        process(10, 1, "postgres", 5, 1, 40, 2);
        process(11, 10, "postgres: walwriter", 7, 3, 0, 0);
        process(12, 11, "deeper", 1, 0, 0, 0);
        process(20, 1, "somebody", 1_000, 1_000, 0, 0);
        assertEquals(
                Map.of("postgres", 10L * (5 + 1 + 40 + 2 + 7 + 3 + 1)),
                new Processes(Map.of("postgres", 10L), proc).cpuMs());
    }

    @Test
    void aNameMayHoldSpacesAndParentheses() throws IOException {
        process(10, 1, "a) S 9 (b", 5, 6, 0, 0);
        assertEquals(Map.of("x", 110L), new Processes(Map.of("x", 10L), proc).cpuMs());
    }

    @Test
    void aProcessThatIsGoneIsLeftOut() {
        assertTrue(new Processes(Map.of("x", 10L), proc).cpuMs().isEmpty());
    }

    @Test
    void theMachinesTimeLeavesOutIdlenessAndWaiting() throws IOException {
        Files.writeString(proc.resolve("stat"), "cpu  1 2 3 1000 2000 4 5 6 0 0\ncpu0 1 1 1 1 1 1 1 1 0 0\n");
        assertEquals(10 * (1 + 2 + 3 + 4 + 5 + 6), new Processes(Map.of(), proc).machineMs());
    }

    @Test
    void memoryIsTheSharedPartOnceOrElseWhatIsResident() throws IOException {
        process(10, 1, "a", 0, 0, 0, 0);
        Files.writeString(
                proc.resolve("10/smaps_rollup"), "00400000-7fff r--p [rollup]\nRss: 900 kB\nPss:    300 kB\n");
        Files.writeString(proc.resolve("10/status"), "Name: a\nVmRSS:\t 900 kB\n");
        process(11, 10, "b", 0, 0, 0, 0);
        Files.writeString(proc.resolve("11/status"), "Name: b\nVmRSS:\t 50 kB\n");
        assertEquals(Map.of("x", 350L), new Processes(Map.of("x", 10L), proc).memoryKb());
    }

    @Test
    void aTreesFootprintIsThatOfAllItsProcesses() throws IOException {
        process(10, 1, "a", 5, 1, 40, 2);
        Files.writeString(proc.resolve("10/status"), "Name: a\nVmHWM:\t 1000 kB\nVmRSS:\t 900 kB\n");
        process(11, 10, "b", 7, 3, 0, 0);
        Files.writeString(proc.resolve("11/status"), "Name: b\nVmHWM:\t 70 kB\nVmRSS:\t 50 kB\n");
        process(12, 10, "a kernel that tells no peak", 0, 0, 0, 0);
        Files.writeString(proc.resolve("12/status"), "VmRSS:\t 1 kB\n");
        assertEquals(
                Map.of("x", new Footprint(10, 580, 951, 1_070)),
                new Processes(Map.of("x", 10L, "gone", 13L), proc).footprints());
    }

    @Test
    void whatEndedWhileItWasMeasuredIsNotGuessed() {
        Usage before = new Usage(0, Map.of("order", 100L), Map.of(), 0, 0);
        Usage gone = new Usage(1, Map.of(), Map.of(), 0, 0);
        Usage anew = new Usage(1, Map.of("order", 5L), Map.of(), 0, 0);
        assertThrows(IllegalStateException.class, () -> gone.since(before));
        assertThrows(IllegalStateException.class, () -> anew.since(before));
    }

    @Test
    void whoElseWasOnTheMachineIsWhatNeitherPlatformNorGeneratorUsed() {
        Usage before = new Usage(0, Map.of("order", 100L), Map.of(), 10_000, 1_000);
        Usage after = new Usage(2_000_000_000L, Map.of("order", 600L), Map.of(), 12_500, 2_000);
        assertEquals(500, after.totalSince(before));
        // 2500 ms in all, 500 the platform's, 1000 the generator's, over two seconds
        assertEquals(0.5, after.othersCores(before), 1e-9);
    }

    @Test
    void thisProcessIsSeenAsItIs() {
        Processes own = new Processes(Map.of("me", ProcessHandle.current().pid()));
        assertTrue(own.cpuMs().get("me") > 0);
        assertTrue(own.memoryKb().get("me") > 1_000);
        assertTrue(own.machineMs() > 0);
        assertTrue(own.own().cpuMs() > 0);
        assertTrue(own.own().rssKb() > 1_000);
    }
}
