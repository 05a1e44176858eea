package io.tresen.proof.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * {@code deploy/proof/run table}: what the README says of reports, made from them alone: the same thing of several experiments is
 * one row, with its sum. A report with a violation, or one that is not complete, is in none.
 */
public final class ReadmeTable {

    /** What stands there while no report is kept. */
    static final String NONE = "No report is kept here yet.\n";

    private static final String BEGIN = "<!-- proof: begin -->";
    private static final String END = "<!-- proof: end -->";
    private static final Pattern BETWEEN = Pattern.compile(Pattern.quote(BEGIN) + "\n(.*?)" + END, Pattern.DOTALL);
    private static final Pattern NAMED = Pattern.compile("\\]\\((\\S+)\\.md\\)");

    private ReadmeTable() {}

    /** Arguments: reports' JSON files; with {@code --write} the table goes between the README's markers, else it is printed. */
    public static void main(String[] arguments) throws IOException {
        List<String> words = List.of(arguments);
        boolean writes = words.contains("--write");
        List<String> files =
                words.stream().filter(word -> !word.equals("--write")).toList();
        if (files.isEmpty()) {
            System.err.println("deploy/proof/run table REPORT.json … [--write]");
            System.exit(2);
        }
        Path root = Path.of(System.getProperty("tresen.root")).toAbsolutePath();
        try {
            List<Kept> reports = kept(root, files);
            if (writes) {
                Path readme = root.resolve("README.md");
                Files.writeString(readme, written(Files.readString(readme), reports));
            } else {
                System.out.print(of(reports));
            }
        } catch (IllegalArgumentException | UncheckedIOException refused) {
            System.err.println(refused.getMessage());
            System.exit(1);
        }
    }

    /** @param file seen from the README, @param report what is in it */
    record Kept(String file, JsonNode report) {

        /** @throws IllegalArgumentException for a report that must not be published */
        Kept {
            if (!report.path("passed").asBoolean() || !report.path("complete").asBoolean()) {
                throw new IllegalArgumentException(file + " has violations or is not complete: no table is made of it");
            }
        }
    }

    /** What is in these files, each once however often it is named. @param root where the README is; absolute */
    static List<Kept> kept(Path root, List<String> files) {
        return files.stream()
                .map(file -> Path.of(file).toAbsolutePath().normalize())
                .distinct()
                .map(file -> new Kept(root.relativize(file).toString(), Report.read(file)))
                .toList();
    }

    static String of(List<Kept> reports) {
        Map<String, long[]> rows = new LinkedHashMap<>();
        reports.forEach(kept -> add(kept.report(), rows));
        MarkdownText text = new MarkdownText();
        text.table(
                List.of("what", "attempted", "violated"),
                rows.entrySet().stream()
                        .map(row -> List.of(
                                row.getKey(),
                                String.format(Locale.ROOT, "%,d", row.getValue()[0]),
                                String.format(Locale.ROOT, "%,d", row.getValue()[1])))
                        .toList());
        reports.forEach(kept -> text.line(source(kept.report(), kept.file())));
        return text.toString();
    }

    private static void add(JsonNode report, Map<String, long[]> rows) {
        for (JsonNode experiment : report.path("experiments")) {
            for (JsonNode row : experiment.path("rows")) {
                long[] sums = rows.computeIfAbsent(row.path("what").asText(), what -> new long[2]);
                sums[0] += row.path("attempted").asLong();
                sums[1] += row.path("violated").asLong();
            }
        }
    }

    private static String source(JsonNode report, String file) {
        JsonNode versions = report.path("versions");
        String seeds = Told.elements(report.path("experiments")).stream()
                .map(one ->
                        one.path("experiment").asText() + " " + one.path("seed").asText())
                .collect(Collectors.joining(", "));
        return "`deploy/proof/run " + report.path("report").asText() + "`, " + Told.minute(report.path("begun")) + ", "
                + Told.duration(report.path("seconds").asLong()) + ", commit "
                + versions.path("commit").asText() + version(versions, "Java", "java")
                + version(versions, "PostgreSQL", "postgresql")
                + version(versions, "Kafka", "kafka") + ", seeds " + seeds + ": [the report]("
                + file.replaceFirst("\\.json$", ".md") + ").";
    }

    /** Nothing for what was not there: the simulator has neither engine. */
    private static String version(JsonNode versions, String word, String name) {
        return versions.has(name) ? ", " + word + " " + versions.path(name).asText() : "";
    }

    /**
     * The README with the table of these reports.
     *
     * @throws IllegalArgumentException as {@link #into}, and for a report that the README's table does not name yet when its build
     *     had changed files, which are in no commit
     */
    static String written(String readme, List<Kept> reports) {
        List<String> before = in(readme)
                .filter(table -> !table.equals(NONE))
                .map(ReadmeTable::named)
                .orElse(List.of());
        reports.forEach(kept -> {
            if (!before.contains(kept.file())
                    && kept.report().at("/versions/changed_files").asLong() > 0) {
                throw new IllegalArgumentException(
                        kept.file() + " is of a build with changed files, which are in no commit: it is not kept");
            }
        });
        return into(readme, of(reports));
    }

    /**
     * The README with that table between its markers.
     *
     * @throws IllegalArgumentException when it has no markers
     */
    static String into(String readme, String table) {
        Matcher between = BETWEEN.matcher(readme);
        if (!between.find()) {
            throw new IllegalArgumentException("README.md has no lines " + BEGIN + " and " + END);
        }
        return between.replaceFirst(Matcher.quoteReplacement(BEGIN + "\n" + table + END));
    }

    /** What stands between the markers; empty without markers. */
    static Optional<String> in(String readme) {
        Matcher between = BETWEEN.matcher(readme);
        return between.find() ? Optional.of(between.group(1)) : Optional.empty();
    }

    /**
     * The JSON files of the reports that a table names, seen from the README.
     *
     * @throws IllegalArgumentException when it names none
     */
    static List<String> named(String table) {
        List<String> files = NAMED.matcher(table)
                .results()
                .map(file -> file.group(1) + ".json")
                .toList();
        if (files.isEmpty()) {
            throw new IllegalArgumentException("The README's table names no report");
        }
        return files;
    }
}
