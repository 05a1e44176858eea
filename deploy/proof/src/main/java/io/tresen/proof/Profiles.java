package io.tresen.proof;

import io.tresen.proof.report.Outcome;
import io.tresen.proof.report.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code deploy/proof/run quick}, {@code full} and {@code night}: which experiments each of them runs, and how often each does
 * what it does. All are on a platform of their own, but for {@code quick}, whose parts share one, and for simulate and input,
 * which need none.
 */
final class Profiles {

    static final String QUICK = "quick";

    private static final int AN_HOUR_S = 3_600;
    private static final int CROWD = 200;
    private static final int SMALL_CROWD = 20;

    /** One experiment with its counts, by the names of {@code deploy/proof/run --help}. */
    record Part(Kind kind, Map<String, Integer> counts) {

        int count(String name) {
            return counts.getOrDefault(name, 0);
        }

        /** As {@code deploy/proof/run} has it. */
        String name() {
            return kind.name().toLowerCase(Locale.ROOT);
        }
    }

    static final Map<String, List<Part>> ALL = new LinkedHashMap<>();

    static {
        ALL.put(
                QUICK,
                List.of(
                        new Part(Kind.KILLS, Map.of("orders", 60, "per-service", 1)),
                        new Part(Kind.OUTAGES, Map.of("orders", 24, "broker-kills", 1, "database-kills", 1)),
                        new Part(Kind.RACES, Map.of("repeats", 4, "crowd", SMALL_CROWD, "every", 4))));
        ALL.put(
                "full",
                List.of(
                        new Part(Kind.KILLS, Map.of("orders", 3_700, "per-service", 10)),
                        new Part(
                                Kind.OUTAGES,
                                Map.of("orders", 1_000, "broker-kills", 5, "database-kills", 5, "pauses", 5)),
                        new Part(Kind.RACES, Map.of("repeats", 200, "crowd", CROWD, "every", 50)),
                        new Part(Kind.REPLAY, Map.of("orders", 40)),
                        new Part(Kind.POISON, Map.of("orders", 1)),
                        new Part(Kind.VERSIONS, Map.of("orders", 12)),
                        new Part(Kind.CLOCK, Map.of("orders", 60))));
        ALL.put(
                "night",
                List.of(
                        new Part(Kind.SIMULATE, Map.of("seeds", 100_000)),
                        new Part(Kind.KILLS, Map.of("orders", 20_000, "per-service", 50)),
                        new Part(
                                Kind.OUTAGES,
                                Map.of("orders", 5_000, "broker-kills", 20, "database-kills", 20, "pauses", 20)),
                        new Part(Kind.RACES, Map.of("repeats", 1_000, "crowd", CROWD, "every", 5)),
                        new Part(Kind.REPLAY, Map.of("orders", 150)),
                        new Part(Kind.POISON, Map.of("orders", 2)),
                        new Part(Kind.VERSIONS, Map.of("orders", 40)),
                        new Part(Kind.CLOCK, Map.of("orders", 120)),
                        new Part(Kind.BACKLOG, Map.of("arrival", 25, "away", AN_HOUR_S)),
                        new Part(Kind.BACKLOG_OF_ORDERS, Map.of("arrival", 10, "away", AN_HOUR_S)),
                        new Part(Kind.STEPS, Map.of("rounds", 1)),
                        new Part(Kind.RESTORE_ORDER, Map.of("orders", 60)),
                        new Part(Kind.RESTORE_PAYMENT, Map.of("orders", 60)),
                        new Part(Kind.UPGRADE, Map.of("orders", 600)),
                        // last: its Maven run writes the jars anew from which this process and its platforms run
                        new Part(Kind.INPUT, Map.of("count", 10_000))));
    }

    private Profiles() {}

    /** Arguments: a profile, a seed of all that is done by chance (by the clock). */
    public static void main(String[] arguments) {
        Arguments told = Arguments.of(arguments);
        String name = told.words().get(0);
        long seed = told.seed(1);
        if (name.equals(QUICK)) {
            Reports.end(new Experiment(QUICK, Map.of(), true)
                    .withSamples()
                    .outcome(seed, quick(seed).thenChecked()));
        }
        List<Part> parts = ALL.get(name);
        List<Outcome> outcomes = new ArrayList<>();
        Report report = null;
        for (Part part : parts) {
            System.out.println("\n" + part);
            outcomes.add(part.kind().outcome(part, seed));
            // after each: what broke the night off shall not take with it what was found
            report = Reports.write(name, outcomes, outcomes.size() == parts.size());
        }
        System.exit(report.passed() ? 0 : 1);
    }

    /** Its parts, one after the other on one platform. */
    static Series quick(long seed) {
        Map<String, Series> parts = new LinkedHashMap<>();
        ALL.get(QUICK).forEach(part -> parts.put(part.name(), part.kind().shared(part, seed)));
        return (platform, findings) ->
                parts.forEach((name, part) -> findings.within(name, () -> part.on(platform, findings)));
    }
}
