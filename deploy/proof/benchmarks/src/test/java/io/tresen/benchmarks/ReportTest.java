package io.tresen.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    private static final Instant BEGUN = Instant.parse("2026-02-03T04:05:06Z");

    @TempDir
    Path folder;

    private final Report report = new Report("cost", BEGUN);
    private final Settings settings = Settings.of("--rates", "50", "--seed", "7");

    private static Checked checked(String invariant, long asked, String... violations) {
        return new Checked(invariant, asked, "orders", List.of(violations));
    }

    private JsonNode json() {
        settings.number("seed", 1, 1);
        settings.word("rates", "100");
        return report.json(settings, Map.of("cores", 2), Map.of("java", "17"), BEGUN.plusSeconds(90));
    }

    @Test
    void itIsWrittenAsJsonAndAsATableMadeFromThat() throws IOException {
        report.checked("at rest", List.of(checked("I3 endings", 3)));
        report.figure(Figure.against("order-cpu", "CPU for each order", 4.2));
        report.figure(Figure.against("order-rate", "rate", 60));
        report.figure(Figure.against("memory", "memory", 900));
        report.figure(Figure.against("message-p99", false, "p99 at 7/s", 3));
        report.count("orders attempted", 6_000);
        report.table("By process", List.of("process", "CPU ms"), List.of(List.of("order", 1_234.5)));
        Path markdown = Report.write(json(), folder);
        assertEquals("2026-02-03-0405-cost.md", markdown.getFileName().toString());
        String text = Files.readString(markdown);
        assertTrue(text.contains("| CPU for each order | 4.20 | ms | ≤ 5 | yes |"), text);
        assertTrue(text.contains("| rate | 60 | 1/s | ≥ 100 | **no** |"), text);
        assertTrue(text.contains("| memory | 900 | MB | – | – |"), text);
        assertTrue(text.contains("| p99 at 7/s | 3 | ms | – | – |"), text);
        assertTrue(text.contains("| order | 1,235 |"), text);
        assertTrue(text.contains("- orders attempted: 6,000"), text);
        assertTrue(text.contains("- seed: 7"), text);
        assertFalse(text.contains("VOID"), text);
        JsonNode kept = new ObjectMapper()
                .readTree(folder.resolve("2026-02-03-0405-cost.json").toFile());
        assertEquals(text, Markdown.of(kept));
        assertEquals(90, kept.path("seconds").asLong());
    }

    @Test
    void aViolationMakesItVoidAndIsSaidFirst() {
        report.checked("at rest", List.of(checked("I3 endings", 3)));
        assertFalse(report.isVoid());
        report.violated(List.of());
        assertFalse(report.isVoid());
        report.violated(List.of("I1 stock: …"));
        assertTrue(report.isVoid());
        JsonNode json = json();
        assertTrue(json.path("void").asBoolean());
        String text = Markdown.of(json);
        assertTrue(text.indexOf("**VOID**") < 60, text);
        assertTrue(text.contains("- I1 stock: …"), text);
    }

    @Test
    void aReportThatNobodyCheckedIsVoid() {
        report.figure(Figure.against("order-cpu", "CPU for each order", 4.2));
        assertTrue(report.isVoid());
        assertTrue(json().path("void").asBoolean());
        String text = Markdown.of(json());
        assertTrue(text.contains("**VOID**: nobody asked the invariants,"), text);
        assertFalse(text.contains("## Invariants"), text);
        report.checked("at rest", List.of());
        assertTrue(report.isVoid());
    }

    @Test
    void theInvariantsThatWereAskedAreNamedWithOfHowMuchAndWhen() {
        report.checked(
                "before the rows by SQL",
                List.of(checked("I3 endings", 1_200), checked("I7 wallets", 0), checked("I1 stock", 7, "p-1", "p-2")));
        JsonNode json = json();
        assertTrue(json.path("void").asBoolean());
        assertEquals("before the rows by SQL", json.path("invariants_asked").asText());
        assertEquals(3, json.path("invariants").size());
        assertEquals("I3 endings", json.at("/invariants/0/invariant").asText());
        assertEquals(1_200, json.at("/invariants/0/asked").asLong());
        assertEquals("orders", json.at("/invariants/0/of").asText());
        assertEquals(0, json.at("/invariants/0/violated").asLong());
        assertEquals(2, json.at("/invariants/2/violated").asLong());
        assertEquals("I1 stock: p-1", json.at("/violations/0").asText());
        assertEquals("I1 stock: p-2", json.at("/violations/1").asText());
        String text = Markdown.of(json);
        assertTrue(text.contains("**VOID**: an invariant is violated,"), text);
        assertTrue(text.contains("## Invariants, asked before the rows by SQL\n"), text);
        assertTrue(text.contains("| I3 endings | 1,200 orders | 0 |"), text);
        assertTrue(text.contains("| I1 stock | 7 orders | 2 |"), text);
        assertTrue(text.contains("Not asked is I6 "), text);
    }

    @Test
    void anInvariantOfWhichThereWasNothingIsNotSaidToHold() {
        report.checked(
                "at rest", List.of(checked("I3 endings", 1), checked("I7 wallets", 0), checked("I5", 0, "lost")));
        String text = Markdown.of(json());
        assertTrue(text.contains("| I7 wallets | 0 orders | nothing to ask |"), text);
        assertTrue(text.contains("| I5 | 0 orders | 1 |"), text);
    }

    @Test
    void whatThePlatformsProcessSaysOfThemIsReadAsItWasSaid() throws IOException {
        List<Checked> said = List.of(checked("I3 endings", 1_200), checked("I1 stock", 7, "p-1", "p-2"));
        ObjectMapper json = new ObjectMapper();
        assertEquals(said, Checked.read(json.readTree(json.writeValueAsString(said))));
    }

    @Test
    void latenciesCountFromTheIntendedStartAndTheHistogramCanBeReadAgain() throws Exception {
        Latencies latencies = new Latencies("accepted");
        for (int i = 1; i <= 100; i++) {
            latencies.record(1_000, 1_000 + i * 1_000_000L);
        }
        report.latencies(latencies);
        JsonNode told = json().path("latencies").path(0);
        assertEquals(100, told.path("count").asLong());
        assertEquals(50, told.path("p50_ms").asDouble(), 0.1);
        assertEquals(100, told.path("max_ms").asDouble(), 0.1);
        Histogram read = Histogram.decodeFromCompressedByteBuffer(
                ByteBuffer.wrap(
                        Base64.getDecoder().decode(told.path("hdr_histogram_us").asText())),
                1);
        assertEquals(100, read.getTotalCount());
        assertEquals(99_000, read.getValueAtPercentile(99), 100);
    }

    @Test
    void minutesShortenWhatTakesTimeAndTheReportSaysSo() {
        Settings two = Settings.of("--minutes", "2");
        assertEquals(120, two.scaled("window-s", 300, 12));
        assertEquals(12, two.scaled("idle-s", 20, 12));
        assertEquals(7, two.number("rounds", 7, 1));
        JsonNode json = report.json(two, Map.of(), Map.of(), BEGUN);
        assertTrue(json.path("shortened").asBoolean());
        assertTrue(Markdown.of(json).contains("Shortened by --minutes 2."));
        assertEquals(300, Settings.of().scaled("window-s", 300, 12));
        assertEquals(12, Settings.of("quick").scaled("window-s", 300, 12));
        assertEquals(50, Settings.of("--minutes", "1", "--window-s", "50").scaled("window-s", 300, 12));
        assertThrows(Settings.Misunderstood.class, () -> Settings.of("--minutes", "6"));
    }

    @Test
    void anOptionThatIsGivenAndNotAsTheGoalsSayIsNamed() {
        Settings given = Settings.of(
                "--minutes",
                "1",
                "--rate",
                "5",
                "--window-s",
                "300",
                "--orders",
                "1000000",
                "--payment",
                "card",
                "--rates",
                "100",
                "--seed",
                "7",
                "--reports",
                "here",
                "--ports",
                "+700");
        given.number("seed", 1, 1);
        given.word("reports", "there");
        given.word("ports", "unused ones");
        given.number("rate", 50, 5);
        given.scaled("window-s", 300, 12);
        given.scaled("orders", 10_000_000, 20_000);
        given.word("payment", "card");
        given.word("rates", "5,10", "10");
        given.number("rounds", 3, 1);
        given.scaled("warm-up-s", 120, 8);
        JsonNode json = report.json(given, Map.of(), Map.of(), BEGUN);
        assertEquals(
                List.of("--rate 5", "--orders 1000000", "--rates 100"),
                new ObjectMapper().convertValue(json.path("unlike_goals"), List.class));
        assertTrue(json.path("settings").has("seed"), json.toString());
        assertFalse(json.path("settings").has("reports"), "it tells a folder of the machine: " + json);
        String text = Markdown.of(json);
        assertTrue(text.contains("Shortened by --minutes 1."), text);
        assertTrue(
                text.contains("Measured with --rate 5 --orders 1000000 --rates 100, which is not what the goals say."),
                text);
        // what is real counts, and not what is usual in a shorter run
        Settings window = Settings.of("--minutes", "1", "--window-s", "60");
        window.scaled("window-s", 300, 12);
        assertEquals(Set.of("--window-s 60"), window.unlikeGoals());
        assertFalse(Markdown.of(report.json(Settings.of(), Map.of(), Map.of(), BEGUN))
                .contains("Measured with"));
    }

    @Test
    void whatNobodyAskedForIsMisunderstood() {
        Settings typo = Settings.of("quick", "--rats", "50");
        assertTrue(typo.quick());
        assertEquals(8, typo.number("warm-up-s", 120, 8));
        assertThrows(Settings.Misunderstood.class, () -> Settings.refuseUnused(List.of(typo)));
        Settings other = Settings.of("quick", "--rats", "50");
        other.number("rats", 1, 1);
        Settings.refuseUnused(List.of(typo, other));
        assertThrows(Settings.Misunderstood.class, () -> Settings.of("--rates"));
        assertThrows(Settings.Misunderstood.class, () -> Settings.of("rates", "50"));
        assertThrows(Settings.Misunderstood.class, () -> Settings.of("--n", "x").number("n", 1, 1));
    }
}
