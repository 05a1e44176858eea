package io.tresen.proof.simulator;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tresen.proof.simulator.Simulate.Runs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What many seeds gave, and the mistakes that were planted behind them. Its files have the names and the JSON the fields of the other experiments' reports, so that
 * {@code deploy/proof/run table} reads it; their classes are not on this class path, which knows no platform.
 *
 * @param where of what and on what
 */
record SimulationReport(Runs runs, PlantedMistakes planted, Instant begun, Duration took, Where where) {

    private record Row(String what, long attempted, long violated) {}

    private static final String NAME = "simulate";
    private static final String HOLDS = "seeds in which every invariant holds";
    private static final String CAUGHT = "planted mistakes are caught by each invariant that they break";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmm").withZone(ZoneOffset.UTC);

    /** Writes both files into the folder. @return the Markdown one */
    Path write(Path folder) {
        try {
            Files.createDirectories(folder);
            String file = DAY.format(begun) + "-" + NAME;
            Files.writeString(folder.resolve(file + ".json"), JSON.writeValueAsString(json()) + "\n");
            return Files.writeString(folder.resolve(file + ".md"), text());
        } catch (IOException e) {
            throw new UncheckedIOException("The report can't be written to " + folder, e);
        }
    }

    /** What nobody tried, seeds or mistakes, has shown nothing. */
    boolean passed() {
        return runs.complete() && rows().stream().allMatch(row -> row.attempted() > 0 && row.violated() == 0);
    }

    private List<Row> rows() {
        return List.of(
                new Row(HOLDS, runs.attempted(), runs.failed().size()),
                new Row(CAUGHT, planted.tried().size(), planted.missed()));
    }

    private List<String> violations() {
        return Stream.concat(
                        runs.failed().stream().flatMap(failed -> failed.violations().stream()
                                .map(it -> "seed " + failed.seed() + ": " + it)),
                        planted.violations().stream())
                .toList();
    }

    Map<String, Object> json() {
        Map<String, Object> experiment = new LinkedHashMap<>();
        experiment.put("experiment", NAME);
        experiment.put("begun", begun.toString());
        experiment.put("seconds", took.toSeconds());
        experiment.put("seed", runs.first());
        experiment.put("passed", passed());
        experiment.put("settings", settings());
        experiment.put("rows", rows());
        experiment.put("violations", violations());
        experiment.put("notes", planted.notes());
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("report", NAME);
        all.put("begun", begun.toString());
        all.put("seconds", took.toSeconds());
        all.put("complete", runs.complete());
        all.put("passed", passed());
        all.put("experiments", List.of(experiment));
        all.put("machine", where.machine());
        all.put("versions", where.versions());
        return all;
    }

    /** Those for planted mistakes are at most so many for each: fewer once it is caught. */
    private Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("seeds", runs.seeds());
        settings.put("planted_seeds", PlantedMistakes.ENOUGH);
        return settings;
    }

    private String text() {
        StringBuilder text = new StringBuilder("# %s, %sZ, %d s\n\n"
                .formatted(NAME, begun.toString().substring(0, "2026-11-27T14:20".length()), took.toSeconds()));
        if (!passed()) {
            text.append(
                    "**VIOLATED**: a seed failed, a planted mistake was missed, or nothing of one of both was tried.\n\n");
        }
        violations()
                .forEach(line -> text.append("- **violated**: ").append(line).append("\n\n"));
        text.append("| what | attempted | violated |\n|---|---|---|\n");
        rows().forEach(row -> text.append(
                String.format(Locale.ROOT, "| %s | %,d | %,d |%n", row.what(), row.attempted(), row.violated())));
        text.append(String.format(Locale.ROOT, "%n- seeds: %,d from %d%n", runs.seeds(), runs.first()));
        text.append(String.format(
                Locale.ROOT,
                "- planted_seeds: at most %,d from %d for each mistake, until it is caught%n",
                PlantedMistakes.ENOUGH,
                planted.first()));
        planted.notes().forEach(note -> text.append("- ").append(note).append('\n'));
        where.machine().forEach((name, told) -> text.append("- %s: %s%n".formatted(name, told)));
        where.versions().forEach((name, told) -> text.append("- %s: %s%n".formatted(name, told)));
        return text.toString();
    }
}
