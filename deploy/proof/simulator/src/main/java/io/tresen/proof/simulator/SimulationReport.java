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

/**
 * What many seeds gave. Its files have the names and the JSON the fields of the other experiments' reports, so that
 * {@code deploy/proof/run table} reads it; their classes are not on this class path, which knows no platform.
 *
 * @param where of what and on what
 */
record SimulationReport(Runs runs, Instant begun, Duration took, Where where) {

    private record Row(String what, long attempted, long violated) {}

    private static final String NAME = "simulate";
    private static final String WHAT = "seeds in which every invariant holds";
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

    private boolean passed() {
        return runs.complete() && runs.attempted() > 0 && runs.failed().isEmpty();
    }

    private List<String> violations() {
        return runs.failed().stream()
                .flatMap(failed -> failed.violations().stream().map(it -> "seed " + failed.seed() + ": " + it))
                .toList();
    }

    Map<String, Object> json() {
        Map<String, Object> experiment = new LinkedHashMap<>();
        experiment.put("experiment", NAME);
        experiment.put("begun", begun.toString());
        experiment.put("seconds", took.toSeconds());
        experiment.put("seed", runs.first());
        experiment.put("passed", passed());
        experiment.put("settings", Map.of("seeds", runs.seeds()));
        experiment.put(
                "rows", List.of(new Row(WHAT, runs.attempted(), runs.failed().size())));
        experiment.put("violations", violations());
        experiment.put("notes", List.of());
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

    private String text() {
        StringBuilder text = new StringBuilder("# %s, %sZ, %d s\n\n"
                .formatted(NAME, begun.toString().substring(0, "2026-11-27T14:20".length()), took.toSeconds()));
        if (!passed()) {
            text.append("**VIOLATED**: in at least one seed something did not hold that had to.\n\n");
        }
        violations()
                .forEach(line -> text.append("- **violated**: ").append(line).append("\n\n"));
        text.append(String.format(
                Locale.ROOT,
                "| what | attempted | violated |%n|---|---|---|%n| %s | %,d | %,d |%n%n",
                WHAT,
                runs.attempted(),
                runs.failed().size()));
        text.append(String.format(Locale.ROOT, "- seeds: %,d from %d%n", runs.seeds(), runs.first()));
        where.machine().forEach((name, told) -> text.append("- %s: %s%n".formatted(name, told)));
        where.versions().forEach((name, told) -> text.append("- %s: %s%n".formatted(name, told)));
        return text.toString();
    }
}
