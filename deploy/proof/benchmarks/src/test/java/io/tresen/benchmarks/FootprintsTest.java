package io.tresen.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FootprintsTest {

    private static Footprints at(long seconds, Object... namesAndFootprints) {
        Map<String, Footprint> byName = new LinkedHashMap<>();
        for (int i = 0; i < namesAndFootprints.length; i += 2) {
            byName.put((String) namesAndFootprints[i], (Footprint) namesAndFootprints[i + 1]);
        }
        return new Footprints(seconds * 1_000_000_000L, byName);
    }

    private static Footprint footprint(long pid, long cpuMs, long rssMb, long peakMb) {
        return new Footprint(pid, cpuMs, rssMb * 1_024, peakMb * 1_024);
    }

    @Test
    void aProcessHasTheCpuOfThatTimeAndTheMemoryAtItsEnd() {
        Footprints begin = at(0, "order", footprint(10, 1_000, 200, 210));
        Footprints end = at(60, "order", footprint(10, 1_700, 250, 300));
        assertEquals(List.of(List.of("order", 700L, 250L, 300L, "")), end.rows(begin));
    }

    @Test
    void whatWasNotThereAllTheTimeSaysSo() {
        Footprints begin = at(
                0,
                "order",
                footprint(10, 1_000, 200, 210),
                "chat",
                footprint(11, 500, 1, 1),
                "kafka",
                footprint(12, 1, 1, 1));
        Footprints end = at(
                60,
                "order",
                footprint(20, 1_700, 250, 300),
                "sandbox",
                footprint(21, 40, 5, 6),
                "kafka",
                footprint(12, 3, 1, 0));
        assertEquals(
                List.of(
                        List.of("order", 1_700L, 250L, 300L, "**restarted meanwhile**: since its last start"),
                        List.of("chat", "–", "–", "–", "does not run any more"),
                        List.of("kafka", 2L, 1L, "–", ""),
                        List.of("sandbox", 40L, 5L, 6L, "started meanwhile: since its start")),
                end.rows(begin));
    }

    @Test
    void theTableIsInTheReportsJsonAndInItsMarkdown() {
        Report report = new Report("hot", Instant.parse("2026-02-03T04:05:06Z"));
        at(61, "order", footprint(10, 3_500, 250, 300)).tell(report, at(1, "order", footprint(10, 1_000, 200, 210)));
        JsonNode json = report.json(Settings.of(), Map.of(), Map.of(), Instant.parse("2026-02-03T04:06:06Z"));
        assertEquals(2_500, json.at("/tables/0/rows/0/1").asLong());
        String text = Markdown.of(json);
        assertTrue(text.contains("## CPU and memory by process"), text);
        assertTrue(text.contains("| order | 2,500 | 250 | 300 |  |"), text);
        assertTrue(text.contains("of the whole benchmark, 60 s"), text);
    }

    @Test
    void theLoadGeneratorIsInItBesideThePlatform() {
        Footprints now = Footprints.of(new Processes(Map.of("gone", -1L)));
        assertEquals(List.of("load generator"), List.copyOf(now.byName().keySet()));
        assertTrue(now.byName().get("load generator").rssKb() > 1_000, now.toString());
    }
}
