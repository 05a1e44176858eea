package io.tresen.proof;

import io.tresen.contracts.Topics;
import io.tresen.local.Platform;
import io.tresen.local.PlatformOptions;
import io.tresen.local.PortPlan;
import io.tresen.proof.invariants.Invariants;
import io.tresen.proof.invariants.Looks;
import io.tresen.proof.report.Findings;
import io.tresen.proof.report.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An experiment's platform, its own and empty at first. What is done there is a {@link Series}; what it found is an
 * {@link Outcome}, which {@link Reports#end} writes, or a profile together with others.
 *
 * @param name also the folder of its state
 * @param replicas of each service; absent is one
 * @param forMinutes whether each process lives for minutes only
 * @param sampled whether what holds at every moment is looked at meanwhile ({@link Sampling}); not where a service is taken back
 *     to a time before what it has told, nor where a measurement shall be of the platform alone
 */
record Experiment(String name, Map<String, Integer> replicas, boolean forMinutes, boolean sampled) {

    /** T of design section 14. */
    private static final Duration T = Duration.ofSeconds(60);

    /** Behind T, that what else is looked at then stands still. */
    private static final Duration REST = Duration.ofMinutes(3);

    private static final String IN_TIME =
            "at rest within 60 s of the last fault, or of the last order where that is later";

    /** One without samples. */
    Experiment(String name, Map<String, Integer> replicas, boolean forMinutes) {
        this(name, replicas, forMinutes, false);
    }

    /** The same with samples. */
    Experiment withSamples() {
        return new Experiment(name, replicas, forMinutes, true);
    }

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
            Series looked = sampled ? series.sampled() : series;
            onPlatform(beforeStart, platform -> looked.on(platform, findings));
        } catch (RuntimeException | AssertionError broken) {
            broken.printStackTrace();
            findings.violated("the experiment runs to its end", broken.toString());
        }
        return findings.outcome();
    }

    private void onPlatform(Consumer<Platform> beforeStart, Consumer<Platform> series) {
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
            series.accept(platform);
        }
    }

    /** Waits until nothing moves, and hands in what the checker finds: I1–I9. */
    static void check(Platform platform, Findings findings) {
        check(new Invariants(platform), findings);
    }

    /** The same by this checker. */
    static void check(Invariants invariants, Findings findings) {
        rest(invariants, findings);
        told(invariants.look(), findings);
    }

    /**
     * Hands in what the checker has found, and of what it was asked. An invariant of something that is not there is not claimed, and
     * that is told; one of what every experiment has is violated then, as is one that the experiment itself {@link Findings#claimed}.
     */
    static void told(Looks looks, Findings findings) {
        told("", looks, findings);
    }

    /**
     * The same of one of several looks, of which the last is asked of all that the others were.
     *
     * @param when stands before what is told, such as {@code "decline: "}
     */
    static void told(String when, Looks looks, Findings findings) {
        Map<String, List<String>> found = new LinkedHashMap<>(looks.found());
        looks.subjects().forEach((invariant, subjects) -> {
            if (subjects.count() == 0 && looks.found().get(invariant).isEmpty()) {
                found.remove(invariant);
                findings.ofNothing(invariant);
                if (Invariants.OF_SOME.contains(invariant)) {
                    findings.note(when + "not claimed, as there were no " + subjects.words() + ": " + invariant);
                } else {
                    findings.claimed(invariant);
                }
            }
        });
        findings.checked(when, found);
        findings.note(when + "the checker looked at "
                + looks.subjects().entrySet().stream()
                        .map(one -> one.getKey().substring(0, one.getKey().indexOf(' ')) + " " + one.getValue())
                        .collect(Collectors.joining("; ")));
    }

    /** Waits until nothing moves; what still does after three minutes is violated. */
    static void rest(Invariants invariants, Findings findings) {
        findings.attempted("everything comes to rest", 1);
        List<String> unrest = invariants.awaitRest(REST);
        if (!unrest.isEmpty()) {
            findings.violated("everything comes to rest", String.join("; ", unrest));
        }
    }

    /** The same behind faults: it shall not take longer than T. To be called when the last of what was going on has ended. */
    static void restInTime(Invariants invariants, Findings findings) {
        inTime(invariants::awaitRest, findings);
        rest(invariants, findings);
    }

    /** @param rest waits at most so long, and returns what still moves */
    static void inTime(Function<Duration, List<String>> rest, Findings findings) {
        List<String> unrest = rest.apply(T);
        findings.attempted(IN_TIME, unrest.isEmpty(), String.join("; ", unrest));
    }

    /** How many of each service: two. */
    static Map<String, Integer> twoOfEach() {
        return Topics.SERVICES.stream().collect(Collectors.toMap(service -> service, service -> 2));
    }
}
