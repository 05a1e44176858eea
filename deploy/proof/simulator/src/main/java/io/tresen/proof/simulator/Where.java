package io.tresen.proof.simulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Of what and on what a report was made, by the words of the other experiments' reports.
 *
 * @param machine cores, processor, memory
 * @param versions commit, how many of its files were changed, Java
 */
record Where(Map<String, Object> machine, Map<String, Object> versions) {

    private static final double KB_PER_GB = 1e6;

    /** @param root the checkout; without Git its commit is {@code unknown} */
    static Where here(Path root) {
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("cores", Runtime.getRuntime().availableProcessors());
        machine.put("processor", first(Path.of("/proc/cpuinfo"), "model name\\s*: (.*)"));
        machine.put(
                "memory_gb",
                Math.round(Double.parseDouble(first(Path.of("/proc/meminfo"), "MemTotal:\\s*(\\d+) kB")) / KB_PER_GB));
        Map<String, Object> versions = new LinkedHashMap<>();
        versions.put("commit", git(root, "rev-parse", "--short=12", "HEAD"));
        versions.put(
                "changed_files",
                git(root, "status", "--porcelain", "--untracked-files=no")
                        .lines()
                        .count());
        versions.put("java", Runtime.version().toString());
        return new Where(machine, versions);
    }

    private static String first(Path file, String pattern) {
        try {
            Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(file));
            return matcher.find() ? matcher.group(1).trim() : "0";
        } catch (IOException absent) {
            return "0";
        }
    }

    private static String git(Path root, String... words) {
        try {
            String[] command = new String[words.length + 1];
            command[0] = "git";
            System.arraycopy(words, 0, command, 1, words.length);
            java.lang.Process git =
                    new ProcessBuilder(command).directory(root.toFile()).start();
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim();
            return said.isEmpty() && words[0].equals("rev-parse") ? "unknown" : said;
        } catch (IOException absent) {
            return "unknown";
        }
    }
}
