package io.tresen.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Our metrics as {@code deploy/docs/observe.md} lists them, compared with what a service shows. Alerts and dashboards are
 * compared with the same list, so that none of them asks for a metric that no service has.
 */
public final class DocumentedMetrics {

    /** {@code | `name` {label, label} | services | from | meaning |}. */
    private static final Pattern ROW =
            Pattern.compile("\\| `(tresen_[a-z_]+)`(?: \\{([a-z_, ]+)})? \\| ([a-z, ]+) \\| (start|first) \\| .+ \\|");

    private static final Pattern SAMPLE = Pattern.compile("(tresen_[a-zA-Z_]+)(?:\\{(.*)})? \\S+");
    private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** An id, a number or an address where a word should be. */
    private static final Pattern UNBOUNDED =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-.*|\\+?[0-9]{6,}|.*@.*|[A-Za-z0-9_-]{40,}");

    private record Metric(Set<String> labels, Set<String> services, boolean fromStart) {}

    private final Map<String, Metric> metrics = new TreeMap<>();

    private DocumentedMetrics() {}

    /** Reads the list. @param root the checkout */
    public static DocumentedMetrics read(Path root) {
        DocumentedMetrics documented = new DocumentedMetrics();
        try {
            Files.readString(root.resolve("deploy/docs/observe.md")).lines().forEach(documented::row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (documented.metrics.isEmpty()) {
            throw new IllegalStateException("observe.md lists no metrics");
        }
        return documented;
    }

    private void row(String line) {
        Matcher row = ROW.matcher(line);
        if (row.matches()) {
            metrics.put(
                    row.group(1),
                    new Metric(
                            words(row.group(2)),
                            words(row.group(3)),
                            row.group(4).equals("start")));
        } else if (line.startsWith("| `tresen_")) {
            throw new IllegalStateException("observe.md has a row that can't be read: " + line);
        }
    }

    /** All names. */
    public Set<String> names() {
        return Set.copyOf(metrics.keySet());
    }

    /** The labels of a metric. */
    public Set<String> labels(String name) {
        return metrics.get(name).labels();
    }

    /**
     * What differs between the list and what a service shows, one sentence each.
     *
     * @param service by its short name
     * @param shown the text of {@code /q/metrics}
     */
    public List<String> differences(String service, String shown) {
        List<String> differences = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        shown.lines().filter(line -> !line.startsWith("#")).forEach(line -> sample(service, line, seen, differences));
        metrics.forEach((name, metric) -> {
            boolean expected = metric.fromStart() && isOf(service, metric);
            if (expected && !seen.contains(name)) {
                differences.add(service + " does not show " + name);
            }
        });
        return differences;
    }

    private void sample(String service, String line, Set<String> seen, List<String> differences) {
        Matcher labels = LABEL.matcher(line);
        while (labels.find()) {
            // a path's parts one by one
            if (Stream.of(labels.group(2).split("/"))
                    .anyMatch(part -> UNBOUNDED.matcher(part).matches())) {
                differences.add("a label holds an id or the like: " + line);
            }
        }
        Matcher sample = SAMPLE.matcher(line);
        if (!sample.matches()) {
            return;
        }
        String name = sample.group(1);
        seen.add(name);
        Metric metric = metrics.get(name);
        if (metric == null || !isOf(service, metric)) {
            differences.add("observe.md does not list " + name + " of " + service);
            return;
        }
        Set<String> names = new TreeSet<>();
        Matcher own = LABEL.matcher(line);
        while (own.find()) {
            names.add(own.group(1));
        }
        if (!names.equals(metric.labels())) {
            differences.add(name + " has the labels " + names + ", not " + metric.labels());
        }
    }

    private static boolean isOf(String service, Metric metric) {
        return metric.services().contains("all") || metric.services().contains(service);
    }

    private static Set<String> words(String list) {
        return list == null ? Set.of() : new TreeSet<>(List.of(list.trim().split(",\\s*")));
    }
}
