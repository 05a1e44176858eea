package io.tresen.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one run found. It is written as JSON, and the Markdown beside it is made from that JSON alone. */
public final class Report {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmm").withZone(ZoneOffset.UTC);

    /** What the checker does not do behind a benchmark. */
    private static final String NOT_ASKED =
            "I6 copies rebuilt from the topics equal the live ones: to ask it has every service make its copies anew";

    private final String name;
    private final Instant begun;
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final List<Map<String, Object>> figures = new ArrayList<>();
    private final List<Latencies> latencies = new ArrayList<>();
    private final List<Map<String, Object>> tables = new ArrayList<>();
    private final List<Checked> invariants = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private String whenChecked = "";

    public Report(String name, Instant begun) {
        this.name = name;
        this.begun = begun;
    }

    /** Adds to what was counted so far. */
    public void count(String what, long many) {
        counts.merge(what, many, Long::sum);
    }

    public void figure(Figure figure) {
        figures.add(figure.told());
    }

    public void latencies(Latencies... some) {
        latencies.addAll(List.of(some));
    }

    /** @param rows each as long as the columns */
    public void table(String title, List<String> columns, List<List<Object>> rows) {
        tables.add(Map.of("title", title, "columns", columns, "rows", rows));
    }

    /** Makes every figure of this report void. */
    public void violated(List<String> more) {
        violations.addAll(more);
    }

    /** What the checker was asked, and found. @param when in the course of the benchmark */
    public void checked(String when, List<Checked> all) {
        whenChecked = when;
        invariants.addAll(all);
        all.forEach(one -> one.violations().forEach(line -> violations.add(one.invariant() + ": " + line)));
    }

    public void note(String line) {
        notes.add(line);
    }

    /** Whether something is violated, or nobody has asked whether anything is. */
    boolean isVoid() {
        return !violations.isEmpty() || invariants.isEmpty();
    }

    /** @param machine what it ran on, @param versions of what */
    JsonNode json(Settings settings, Map<String, Object> machine, Map<String, Object> versions, Instant ended) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("benchmark", name);
        all.put("begun", begun.toString());
        all.put("seconds", ended.getEpochSecond() - begun.getEpochSecond());
        all.put("quick", settings.quick());
        all.put("shortened", settings.shortened());
        all.put("unlike_goals", settings.unlikeGoals());
        all.put("void", isVoid());
        all.put("settings", settings.used());
        all.put("counts", counts);
        all.put("figures", figures);
        all.put("latencies", latencies.stream().map(Latencies::told).toList());
        all.put("tables", tables);
        all.put("invariants", invariants.stream().map(Checked::told).toList());
        all.put("invariants_asked", whenChecked);
        all.put("invariants_not_asked", NOT_ASKED);
        all.put("violations", violations);
        all.put("notes", notes);
        all.put("machine", machine);
        all.put("versions", versions);
        return JSON.valueToTree(all);
    }

    /** Writes both files into the folder. @return the Markdown one */
    static Path write(JsonNode json, Path folder) {
        try {
            Files.createDirectories(folder);
            String file = DAY.format(Instant.parse(json.path("begun").asText())) + "-"
                    + json.path("benchmark").asText() + (json.path("quick").asBoolean() ? "-quick" : "");
            Files.writeString(folder.resolve(file + ".json"), JSON.writeValueAsString(json) + "\n");
            return Files.writeString(folder.resolve(file + ".md"), Markdown.of(json));
        } catch (IOException e) {
            throw new IllegalStateException("The report can't be written to " + folder, e);
        }
    }
}
