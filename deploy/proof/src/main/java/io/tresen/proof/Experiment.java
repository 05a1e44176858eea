package io.tresen.proof;

import io.tresen.local.Platform;
import io.tresen.local.PlatformOptions;
import io.tresen.local.PortPlan;
import io.tresen.proof.client.OrderFlow;
import io.tresen.proof.client.Shop;
import io.tresen.proof.invariants.Invariants;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * An experiment: a platform of its own, orders that flow while something is done to it, then the checker. It passes only
 * when every client got through, every accepted order has an end and I1–I9 hold.
 *
 * @param name also the folder of its state
 * @param replicas of each service; absent is one
 * @param forMinutes whether each process lives for minutes only
 */
record Experiment(String name, Map<String, Integer> replicas, boolean forMinutes) {

    private static final int ORDERS = 500;
    private static final Duration REST = Duration.ofMinutes(3);

    /** Lets the orders go, and what it does to the platform meanwhile; answers how often it struck. */
    interface Disturbance {

        int strike(Platform platform, OrderFlow flow, int orders);
    }

    /**
     * Runs it and ends the process: 0 passed, 1 not.
     *
     * @param arguments number of orders (500) and seed of what is ordered (by the clock)
     */
    void run(String[] arguments, Disturbance disturbance) {
        int orders = arguments.length > 0 ? Integer.parseInt(arguments[0]) : ORDERS;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
        on(platform -> run(platform, orders, seed, disturbance));
    }

    /** Starts an empty platform, runs that on it and ends the process: 0 passed, 1 not. */
    void on(Predicate<Platform> passes) {
        on(platform -> {}, passes);
    }

    /** The same, with something done to the empty platform before it starts. */
    void on(Consumer<Platform> beforeStart, Predicate<Platform> passes) {
        Path root = Path.of(System.getProperty("tresen.root"));
        PlatformOptions options = PlatformOptions.of(root)
                .withState(root.resolve("deploy/proof/target/" + name))
                .withPortOffset(PortPlan.unused(replicas).offset())
                .withReplicas(replicas)
                .forMinutes(forMinutes);
        boolean passed;
        try (Platform platform = Platform.open(options, System.out::println)) {
            platform.reset();
            beforeStart.accept(platform);
            platform.start();
            passed = passes.test(platform);
        }
        System.exit(passed ? 0 : 1);
    }

    private boolean run(Platform platform, int orders, long seed, Disturbance disturbance) {
        Instant begin = Instant.now();
        OrderFlow flow = new OrderFlow(Shop.register(platform.origin(), name), seed).prepare(orders);
        int strikes = disturbance.strike(platform, flow, orders);
        List<String> accepted = flow.accepted();
        Invariants invariants = new Invariants(platform);
        List<String> unrest = invariants.awaitRest(REST);
        Map<String, List<String>> found = invariants.check();
        System.out.printf(
                "%n%s: orders %d, accepted %d, strikes %d, seed %d, %d s, replicas %s, Java %s%n",
                name,
                orders,
                accepted.size(),
                strikes,
                seed,
                Duration.between(begin, Instant.now()).toSeconds(),
                replicas.isEmpty() ? "1" : replicas,
                Runtime.version());
        flow.troubles().forEach(trouble -> System.out.println("  trouble: " + trouble));
        unrest.forEach(line -> System.out.println("  still moving: " + line));
        return holds(found) && flow.troubles().isEmpty() && unrest.isEmpty() && accepted.size() == orders;
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
            violations.stream().limit(10).forEach(violation -> System.out.println("    " + violation));
        });
        return found.values().stream().allMatch(List::isEmpty);
    }
}
