package io.tresen.proof;

import io.tresen.local.sandbox.Fault;
import io.tresen.proof.report.Outcome;
import io.tresen.proof.report.Report;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code deploy/proof/run quick}, {@code full} and {@code night}: which experiments each of them runs, and how often each does
 * what it does. All are on a platform of their own, but for {@code quick}, whose parts share one.
 */
final class Profiles {

    static final String QUICK = "quick";

    private static final int CROWD = 200;
    private static final int SMALL_CROWD = 20;

    /** One experiment with its counts, by the names of {@code deploy/proof/run --help}. */
    record Part(String experiment, Map<String, Integer> counts) {

        int count(String name) {
            return counts.getOrDefault(name, 0);
        }
    }

    static final Map<String, List<Part>> ALL = new LinkedHashMap<>();

    static {
        ALL.put(
                QUICK,
                List.of(
                        new Part("kills", Map.of("orders", 60, "per-service", 1)),
                        new Part("outages", Map.of("orders", 24, "broker-kills", 1, "database-kills", 1)),
                        new Part("races", Map.of("repeats", 4, "crowd", SMALL_CROWD))));
        ALL.put(
                "full",
                List.of(
                        new Part("kills", Map.of("orders", 4_000, "per-service", 10)),
                        new Part(
                                "outages",
                                Map.of("orders", 1_000, "broker-kills", 5, "database-kills", 5, "pauses", 5)),
                        new Part("races", Map.of("repeats", 200, "crowd", CROWD)),
                        new Part("replay", Map.of("orders", 40)),
                        new Part("poison", Map.of("orders", 1)),
                        new Part("versions", Map.of("orders", 12)),
                        new Part("clock", Map.of("orders", 60))));
        ALL.put(
                "night",
                List.of(
                        new Part("kills", Map.of("orders", 20_000, "per-service", 50)),
                        new Part(
                                "outages",
                                Map.of("orders", 5_000, "broker-kills", 20, "database-kills", 20, "pauses", 20)),
                        new Part("races", Map.of("repeats", 1_000, "crowd", CROWD)),
                        new Part("replay", Map.of("orders", 150)),
                        new Part("poison", Map.of("orders", 2)),
                        new Part("versions", Map.of("orders", 40)),
                        new Part("clock", Map.of("orders", 120)),
                        new Part("backlog", Map.of("arrival", 25)),
                        new Part("steps", Map.of("rounds", 1)),
                        new Part("restore order", Map.of("orders", 60)),
                        new Part("restore payment", Map.of("orders", 60)),
                        new Part("upgrade", Map.of("orders", 600))));
    }

    private Profiles() {}

    /** Arguments: a profile, a seed of all that is done by chance (by the clock). */
    public static void main(String[] arguments) {
        Arguments told = Arguments.of(arguments);
        String name = told.words().get(0);
        long seed = told.seed(1);
        if (name.equals(QUICK)) {
            Reports.end(new Experiment(QUICK, Map.of(), true)
                    .outcome(seed, quick(seed).thenChecked()));
        }
        List<Part> parts = ALL.get(name);
        List<Outcome> outcomes = new ArrayList<>();
        Report report = null;
        for (Part part : parts) {
            System.out.println("\n" + part);
            outcomes.add(outcome(part, seed));
            // after each: what broke the night off shall not take with it what was found
            report = Reports.write(name, outcomes, outcomes.size() == parts.size());
        }
        System.exit(report.passed() ? 0 : 1);
    }

    /** Its parts, one after the other on one platform. */
    static Series quick(long seed) {
        return (platform, findings) ->
                ALL.get(QUICK).forEach(part -> struck(part, seed).on(platform, findings));
    }

    private static Outcome outcome(Part part, long seed) {
        return switch (part.experiment()) {
            case "kills" -> Kills.EXPERIMENT.outcome(seed, struck(part, seed).thenChecked());
            case "outages" ->
                Outages.EXPERIMENT.outcome(seed, struck(part, seed).thenChecked());
            case "races" -> Races.EXPERIMENT.outcome(seed, struck(part, seed).thenChecked());
            case "replay" -> Replays.EXPERIMENT.outcome(seed, Replays.series(part.count("orders")));
            case "poison" -> Poisons.EXPERIMENT.outcome(seed, Poisons.series(part.count("orders")));
            case "versions" -> Versions.EXPERIMENT.outcome(seed, Versions.series(part.count("orders")));
            case "clock" -> ClockJumps.EXPERIMENT.outcome(seed, ClockJumps.series(part.count("orders")));
            case "backlog" -> Backlogs.EXPERIMENT.outcome(seed, Backlogs.series("notification", part.count("arrival")));
            case "steps" -> Steps.EXPERIMENT.outcome(seed, Steps.series(part.count("rounds"), List.of(Fault.values())));
            case "restore order" -> Restores.EXPERIMENT.outcome(seed, Restores.series("order", part.count("orders")));
            case "restore payment" ->
                Restores.EXPERIMENT.outcome(seed, Restores.series("payment", part.count("orders")));
            case "upgrade" ->
                Upgrades.outcome(Path.of(System.getProperty("tresen.proof.from")), part.count("orders"), seed);
            default -> throw new IllegalArgumentException("no experiment is called " + part.experiment());
        };
    }

    private static Series struck(Part part, long seed) {
        return switch (part.experiment()) {
            case "kills" -> new Kills(part.count("orders"), seed, part.count("per-service"));
            case "outages" ->
                new Outages(
                        part.count("orders"),
                        seed,
                        part.count("broker-kills"),
                        part.count("database-kills"),
                        part.count("pauses"));
            case "races" -> new Races(part.count("repeats"), seed, part.count("crowd"));
            default -> throw new IllegalArgumentException(part.experiment() + " is no part of quick");
        };
    }
}
