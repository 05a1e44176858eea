package io.tresen.proof;

import io.tresen.contracts.Topics;
import io.tresen.local.Platform;
import io.tresen.local.PlatformOptions;
import io.tresen.local.PortPlan;
import io.tresen.proof.invariants.Invariants;
import io.tresen.proof.report.Findings;
import io.tresen.proof.report.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * An experiment's platform, its own and empty at first. What is done there is a {@link Series}; what it found is an
 * {@link Outcome}, which {@link Reports#end} writes, or a profile together with others.
 *
 * @param name also the folder of its state
 * @param replicas of each service; absent is one
 * @param forMinutes whether each process lives for minutes only
 */
record Experiment(String name, Map<String, Integer> replicas, boolean forMinutes) {

    private static final Duration REST = Duration.ofMinutes(3);
    private static final int MOST_OF_ONE = 10;

    /** Runs it, writes its report and ends the process: 0 passed, 1 not. */
    void end(long seed, Series series) {
        Reports.end(outcome(seed, series));
    }

    /** Starts the platform, runs that on it and ends the platform. */
    Outcome outcome(long seed, Series series) {
        return outcome(seed, platform -> {}, series);
    }

    /** The same, with something done to the empty platform before it starts. */
    Outcome outcome(long seed, Consumer<Platform> beforeStart, Series series) {
        Findings findings = new Findings(name, seed);
        findings.setting("replicas of each service", replicas.isEmpty() ? "1" : new TreeMap<>(replicas).toString());
        try {
            onPlatform(beforeStart, platform -> {
                series.on(platform, findings);
                return true;
            });
        } catch (RuntimeException | AssertionError broken) {
            broken.printStackTrace();
            findings.violated("the experiment runs to its end", broken.toString());
        }
        return findings.outcome();
    }

    /** Starts an empty platform, runs that on it and ends the process: 0 passed, 1 not. Writes no report. */
    void on(Predicate<Platform> passes) {
        on(platform -> {}, passes);
    }

    /** The same, with something done to the empty platform before it starts. */
    void on(Consumer<Platform> beforeStart, Predicate<Platform> passes) {
        System.exit(onPlatform(beforeStart, passes) ? 0 : 1);
    }

    private boolean onPlatform(Consumer<Platform> beforeStart, Predicate<Platform> passes) {
        Path root = Path.of(System.getProperty("tresen.root"));
        PlatformOptions options = PlatformOptions.of(root)
                .withState(root.resolve("deploy/proof/target/" + name))
                .withPortOffset(PortPlan.unused(replicas).offset())
                .withReplicas(replicas)
                .forMinutes(forMinutes);
        try (Platform platform = Platform.open(options, System.out::println)) {
            platform.reset();
            beforeStart.accept(platform);
            platform.start();
            return passes.test(platform);
        }
    }

    /** Waits until nothing moves, and hands in what the checker finds: I1–I9. */
    static void check(Platform platform, Findings findings) {
        Invariants invariants = new Invariants(platform);
        rest(invariants, findings);
        findings.checked(invariants.check());
    }

    /** Waits until nothing moves; what still does after three minutes is violated. */
    static void rest(Invariants invariants, Findings findings) {
        findings.attempted("everything comes to rest", 1);
        List<String> unrest = invariants.awaitRest(REST);
        if (!unrest.isEmpty()) {
            findings.violated("everything comes to rest", String.join("; ", unrest));
        }
    }

    /** How many of each service: two. */
    static Map<String, Integer> twoOfEach() {
        return Topics.SERVICES.stream().collect(Collectors.toMap(service -> service, service -> 2));
    }

    /**
     * The end of an experiment that counts what it tried: waits for rest, then I1–I9, then prints.
     *
     * @param settings what would repeat it, without its time and machine
     * @return whether nothing was violated
     */
    boolean ends(Platform platform, Tally tally, String settings, Instant begin) {
        Invariants invariants = new Invariants(platform);
        tally.violated("rest within " + REST.toSeconds() + " s", invariants.awaitRest(REST));
        Map<String, List<String>> found = invariants.check();
        System.out.printf(
                "%n%s: %s, %d s, Java %s%n",
                name, settings, Duration.between(begin, Instant.now()).toSeconds(), Runtime.version());
        boolean counted = tally.holds();
        return holds(found) && counted;
    }

    /** Prints what the checker found. @return whether it found nothing */
    static boolean holds(Map<String, List<String>> found) {
        found.forEach((invariant, violations) -> {
            System.out.printf("%s  %s%n", violations.isEmpty() ? "holds   " : "VIOLATED", invariant);
            violations.stream().limit(MOST_OF_ONE).forEach(violation -> System.out.println("    " + violation));
        });
        return found.values().stream().allMatch(List::isEmpty);
    }
}
