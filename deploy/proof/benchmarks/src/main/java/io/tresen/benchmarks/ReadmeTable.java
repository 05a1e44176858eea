package io.tresen.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code deploy/proof/benchmarks/bench table REPORTS…}: keeps the reports (JSON) in {@code deploy/proof/benchmarks/reports} and
 * writes the table that they give between two marks of the README, behind its chapter on tests where there are no marks yet. The
 * first mark names the reports, so that a test can make the table again.
 */
public final class ReadmeTable {

    private static final String BEGIN = "<!-- benchmarks:";
    private static final String BEGIN_END = " -->";
    private static final String END = "<!-- end of benchmarks -->";
    private static final String BEFORE = "## Map";
    private static final String KEPT = "deploy/proof/benchmarks/reports";

    private ReadmeTable() {}

    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(System.getProperty("tresen.root"));
        if (arguments.length == 0) {
            System.err.println("deploy/proof/benchmarks/bench table REPORT.json …");
            System.exit(2);
        }
        try {
            Map<String, JsonNode> reports = new TreeMap<>();
            Map<String, Path> sources = new TreeMap<>();
            for (String argument : arguments) {
                Path source = Path.of(argument);
                String kept = KEPT + "/" + source.getFileName();
                reports.put(kept, new ObjectMapper().readTree(source.toFile()));
                sources.put(kept, source);
            }
            Path readme = root.resolve("README.md");
            String text = written(Files.readString(readme), reports, Goal.all());
            for (Map.Entry<String, Path> one : sources.entrySet()) {
                keep(one.getValue(), root.resolve(one.getKey()));
            }
            Files.writeString(readme, text);
            System.out.println("README.md has the figures of " + String.join(", ", reports.keySet()));
        } catch (Table.Refused e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void keep(Path source, Path kept) throws IOException {
        Files.createDirectories(kept.getParent());
        if (!Files.exists(kept) || !Files.isSameFile(source, kept)) {
            Files.write(kept, Files.readAllBytes(source));
        }
    }

    /**
     * The README with that table in the place of the one that it has.
     *
     * @throws Table.Refused as {@link Table#of}, and by a report that the README does not name yet when its build had changed
     *     files, which are in no commit
     */
    static String written(String readme, Map<String, JsonNode> reports, List<Goal> goals) {
        List<String> known = named(readme);
        reports.forEach((file, report) -> {
            if (!known.contains(file) && report.at("/versions/changed_files").asLong() > 0) {
                throw new Table.Refused(file + " is of a build with changed files, which are in no commit");
            }
        });
        String table = BEGIN + " " + String.join(" ", reports.keySet()) + BEGIN_END + "\n\n"
                + String.join("\n", Table.of(reports, goals)) + "\n\n" + END + "\n";
        int begin = readme.indexOf(BEGIN);
        if (begin >= 0) {
            int end = readme.indexOf(END, begin);
            if (end < 0) {
                throw new Table.Refused("README.md has no line " + END);
            }
            return readme.substring(0, begin) + table.stripTrailing() + readme.substring(end + END.length());
        }
        int before = readme.indexOf(BEFORE);
        if (before < 0) {
            throw new Table.Refused("README.md has neither " + BEGIN + " nor " + BEFORE);
        }
        return readme.substring(0, before) + "## What it costs, and how fast it is\n\n" + table + "\n"
                + readme.substring(before);
    }

    /** The reports that the README's table names, by file; none where there is no table yet. */
    static List<String> named(String readme) {
        int begin = readme.indexOf(BEGIN);
        if (begin < 0) {
            return List.of();
        }
        String names = readme.substring(begin + BEGIN.length(), readme.indexOf(BEGIN_END, begin));
        return Arrays.stream(names.trim().split(" ")).toList();
    }

    /** Reads kept reports. @param root of the checkout */
    static Map<String, JsonNode> read(Path root, List<String> files) throws IOException {
        Map<String, JsonNode> reports = new LinkedHashMap<>();
        for (String file : files) {
            reports.put(file, new ObjectMapper().readTree(root.resolve(file).toFile()));
        }
        return reports;
    }
}
