package io.tresen.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;

/**
 * {@code deploy/proof/run bench NAME [quick] [--option value …]}: a platform of its own, one benchmark on it, the invariants,
 * a report. Several names with commas share a platform, one after the other, for trying. Ends with 0 when the figures count, 1
 * when they are void or the run broke, 2 when it was not understood.
 */
public final class Bench {

    private static final Map<String, Function<Settings, Measurement>> ALL = new TreeMap<>(Map.of(
            "cost", Cost::new,
            "read", Read::new,
            "accept", Accept::new,
            "hot", Hot::new,
            "relay", Relay::new,
            "chat", Chat::new,
            "talk", Talk::new,
            "imports", Imports::new,
            "drain", Drain::new,
            "start", Start::new));

    private static final long REST_S = 180;

    private final Path root;
    private final Settings settings;
    private final Path reports;
    private final long seed;

    private Bench(Path root, Settings settings) {
        this.root = root;
        this.settings = settings;
        this.seed = settings.number("seed", 1, 1);
        this.reports = root.resolve(settings.word("reports", "deploy/proof/target/reports"));
    }

    public static void main(String[] arguments) throws IOException {
        // what a generator that lags does to a figure is in its latencies, and who else is busy is in the report
        Configurator.setAllLevels("", Level.FATAL);
        List<String> names = arguments.length == 0 ? List.of("") : List.of(arguments[0].split(","));
        if (!ALL.keySet().containsAll(names)) {
            System.err.println(
                    "deploy/proof/run bench NAME [quick] [--option value …]; NAME is one of " + ALL.keySet());
            System.exit(2);
        }
        try {
            Settings settings = Settings.of(Arrays.copyOfRange(arguments, 1, arguments.length));
            boolean counts = new Bench(Path.of(System.getProperty("tresen.root")), settings).run(names);
            System.exit(counts ? 0 : 1);
        } catch (Settings.Misunderstood e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private boolean run(List<String> names) throws IOException {
        String ports = settings.has("ports") ? settings.word("ports", null) : null;
        Map<String, Measurement> measurements = new LinkedHashMap<>();
        names.forEach(name -> measurements.put(name, ALL.get(name).apply(settings)));
        settings.refuseUnused();
        long begin = System.nanoTime();
        boolean counts = true;
        try (Stage stage = Stage.open(root, names.get(0), ports)) {
            stage.start();
            long served = System.nanoTime();
            for (String name : names) {
                Report report = new Report(name, Instant.now());
                Run run = new Run(stage, report, seed);
                Measurement measurement = measurements.get(name);
                if (measurement instanceof Start && name.equals(names.get(0))) {
                    Start.first(run, begin, served);
                }
                measure(run, measurement);
                counts &= !report.isVoid();
            }
        }
        return counts;
    }

    private void measure(Run run, Measurement measurement) throws IOException {
        Map<String, Object> machine = Machine.told(run.stage().state());
        measurement.of(run);
        run.report().violated(run.stage().awaitRest(REST_S));
        run.report().violated(run.stage().violations());
        JsonNode told = run.report().json(settings, machine, Machine.versions(root), Instant.now());
        Path file = Report.write(told, reports);
        System.out.println("\n" + Files.readString(file));
        System.out.println("Written to " + file);
    }
}
