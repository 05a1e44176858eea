package io.tresen.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;

/**
 * {@code deploy/proof/run bench NAME [quick] [--option value …]}: a platform of its own, one benchmark on it, the invariants,
 * a report. Several names with commas share a platform, one after the other, for trying; {@code all} has a platform for each.
 * Ends with 0 when the figures count, 1 when some are void or broke off, 2 when it was not understood.
 */
public final class Bench {

    private static final Map<String, Function<Settings, Measurement>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("start", Start::new);
        ALL.put("cost", Cost::new);
        ALL.put("talk", Talk::new);
        ALL.put("read", Read::new);
        ALL.put("accept", Accept::new);
        ALL.put("hot", Hot::new);
        ALL.put("relay", Relay::new);
        ALL.put("chat", Chat::new);
        ALL.put("imports", Imports::new);
        ALL.put("drain", Drain::new);
        ALL.put("fanout", Fanout::new);
        ALL.put("size", Size::new);
    }

    /** What there is. */
    static Set<String> names() {
        return ALL.keySet();
    }

    private static final long REST_S = 180;
    private static final String REPORTS = "deploy/proof/target/reports";

    private final Path root;
    private final Map<String, Settings> settings = new LinkedHashMap<>();
    private final Map<String, Measurement> measurements = new LinkedHashMap<>();

    /** @throws Settings.Misunderstood by options that none of the benchmarks has */
    private Bench(Path root, List<String> names, String... options) {
        this.root = root;
        for (String name : names) {
            Settings own = Settings.of(options);
            own.number("seed", 1, 1);
            own.word("reports", REPORTS);
            own.word("ports", "unused ones");
            settings.put(name, own);
            measurements.put(name, ALL.get(name).apply(own));
        }
        Settings.refuseUnused(settings.values());
    }

    public static void main(String[] arguments) throws IOException {
        // what a generator that lags does to a figure is in its latencies, and who else is busy is in the report
        Configurator.setAllLevels("", Level.FATAL);
        String word = arguments.length == 0 ? "" : arguments[0];
        boolean all = word.equals("all");
        List<String> names = all ? List.copyOf(ALL.keySet()) : List.of(word.split(","));
        if (!ALL.keySet().containsAll(names)) {
            System.err.println(
                    "deploy/proof/run bench NAME [quick] [--option value …]; NAME is all or one of " + ALL.keySet());
            System.exit(2);
        }
        try {
            Bench bench = new Bench(
                    Path.of(System.getProperty("tresen.root")),
                    names,
                    Arrays.copyOfRange(arguments, 1, arguments.length));
            System.exit((all ? bench.apart(names) : bench.together(names)) ? 0 : 1);
        } catch (Settings.Misunderstood e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    /** Each on a platform of its own; one that breaks off does not keep the others from running. */
    private boolean apart(List<String> names) throws IOException {
        List<String> broken = new ArrayList<>();
        for (String name : names) {
            long begin = System.nanoTime();
            boolean counts;
            try {
                counts = together(List.of(name));
            } catch (RuntimeException e) {
                e.printStackTrace();
                counts = false;
            }
            if (!counts) {
                broken.add(name);
            }
            System.out.printf("%s took %d s%n", name, (System.nanoTime() - begin) / 1_000_000_000L);
        }
        System.out.println(broken.isEmpty() ? "All figures count." : "Void or broken off: " + broken);
        return broken.isEmpty();
    }

    private boolean together(List<String> names) throws IOException {
        Settings common = settings.get(names.get(0));
        long begin = System.nanoTime();
        boolean counts = true;
        try (Stage stage = Stage.open(root, names.get(0), common.has("ports") ? common.word("ports", null) : null)) {
            stage.start();
            long served = System.nanoTime();
            for (String name : names) {
                Run run = new Run(stage, new Report(name, Instant.now()), common.number("seed", 1, 1));
                if (measurements.get(name) instanceof Start && name.equals(names.get(0))) {
                    Start.first(run, begin, served);
                }
                measure(run, measurements.get(name), settings.get(name));
                counts &= !run.report().isVoid();
            }
            if (counts) {
                // what is to be looked at stays
                stage.clear();
            }
        }
        return counts;
    }

    private void measure(Run run, Measurement measurement, Settings own) throws IOException {
        Map<String, Object> machine = Machine.told(run.stage().state());
        Optional<Footprints> begin = footprints(run);
        try {
            try {
                measurement.of(run);
            } finally {
                // of a benchmark that broke off too
                begin.ifPresent(then -> footprints(run).ifPresent(now -> now.tell(run.report(), then)));
            }
            if (measurement.leavesBooksWhole()) {
                run.report().violated(run.stage().awaitRest(REST_S));
                run.report().checked("at rest, when it was over", run.stage().check());
            }
        } catch (RuntimeException e) {
            e.printStackTrace();
            run.report().violated(List.of("broke off: " + e));
        }
        JsonNode told = run.report().json(own, machine, Machine.versions(root), Instant.now());
        Path file = Report.write(told, root.resolve(own.word("reports", REPORTS)));
        System.out.println("\n" + Files.readString(file));
        System.out.println("Written to " + file);
    }

    /** Empty where the platform, or the system, does not tell it; the figures count all the same. */
    private static Optional<Footprints> footprints(Run run) {
        try {
            return Optional.of(Footprints.of(run.stage().processes()));
        } catch (IllegalStateException e) {
            run.report().note("CPU and memory by process can't be read: " + e.getMessage());
            return Optional.empty();
        }
    }
}
