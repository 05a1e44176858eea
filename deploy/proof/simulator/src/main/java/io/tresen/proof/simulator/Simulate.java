package io.tresen.proof.simulator;

import io.tresen.proof.simulator.Simulation.Result;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs many seeds, then the planted mistakes, and writes a report of both, or one seed with its trace:
 * {@code [SEEDS] [FIRST] [--reports FOLDER]} or {@code --seed N [--trace]}.
 */
public final class Simulate {

    private static final long SEEDS = 100_000;
    private static final int MOST_FAILED = 20;
    private static final String REPORTS = "deploy/proof/target/reports";

    /**
     * What came of many seeds.
     *
     * @param seeds how many were to run, from {@code first}
     * @param attempted how many did: fewer when so many failed that the others tell nothing new
     * @param failed the lowest seed first
     */
    record Runs(long first, long seeds, long attempted, List<Result> failed) {

        boolean complete() {
            return attempted == seeds;
        }
    }

    private Simulate() {}

    /** Ends with 1 when a seed failed, or a planted mistake was not caught. */
    public static void main(String[] arguments) throws InterruptedException {
        List<String> words = new ArrayList<>(List.of(arguments));
        Path root = Path.of(System.getProperty("tresen.root", ""));
        Path reports = Path.of(option(words, "--reports", root.resolve(REPORTS).toString()));
        if (words.contains("--seed")) {
            long seed = Long.parseLong(words.get(words.indexOf("--seed") + 1));
            System.exit(show(Simulation.run(seed, new Machinery(), words.contains("--trace"))) ? 0 : 1);
        }
        long seeds = words.isEmpty() ? SEEDS : Long.parseLong(words.get(0));
        long first = words.size() < 2 ? 1 : Long.parseLong(words.get(1));
        Instant begun = Instant.now();
        Runs runs = run(first, seeds, new Machinery());
        List<Result> failed = runs.failed();
        failed.forEach(Simulate::show);
        System.out.printf(
                "%,d seeds from %d in %d s: %s%n",
                runs.attempted(),
                first,
                Duration.between(begun, Instant.now()).toSeconds(),
                failed.isEmpty() ? "every invariant holds" : failed.size() + " FAILED");
        PlantedMistakes planted = PlantedMistakes.from(first);
        planted.violations().forEach(System.out::println);
        System.out.println("planted mistakes caught: " + planted.caught() + " of "
                + planted.tried().size());
        SimulationReport report =
                new SimulationReport(runs, planted, begun, Duration.between(begun, Instant.now()), Where.here(root));
        System.out.println("Written to " + report.write(reports));
        System.exit(report.passed() ? 0 : 1);
    }

    /** Takes an option and its value out of the words. */
    private static String option(List<String> words, String name, String otherwise) {
        int at = words.indexOf(name);
        if (at < 0) {
            return otherwise;
        }
        words.remove(at);
        return words.remove(at);
    }

    /** Runs seeds on all cores, until about 20 have failed. */
    static Runs run(long first, long seeds, Machinery machinery) throws InterruptedException {
        List<Result> failed = Collections.synchronizedList(new ArrayList<>());
        AtomicLong next = new AtomicLong(first);
        AtomicLong attempted = new AtomicLong();
        List<Thread> hands = new ArrayList<>();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            Thread hand = new Thread(() -> {
                for (long seed = next.getAndIncrement();
                        seed < first + seeds && failed.size() < MOST_FAILED;
                        seed = next.getAndIncrement()) {
                    Result result = Simulation.run(seed, machinery, false);
                    attempted.incrementAndGet();
                    if (!result.holds()) {
                        failed.add(result);
                    }
                }
            });
            hand.start();
            hands.add(hand);
        }
        for (Thread hand : hands) {
            hand.join();
        }
        List<Result> sorted = new ArrayList<>(failed);
        sorted.sort((a, b) -> Long.compare(a.seed(), b.seed()));
        return new Runs(first, seeds, attempted.get(), List.copyOf(sorted));
    }

    private static boolean show(Result result) {
        result.trace().forEach(System.out::println);
        result.violations().forEach(it -> System.out.println("seed " + result.seed() + " failed: " + it));
        if (result.holds()) {
            System.out.printf("seed %d holds: %d orders, %d steps%n", result.seed(), result.orders(), result.steps());
        } else {
            System.out.println("  again: deploy/proof/run simulate --seed " + result.seed() + " --trace");
        }
        return result.holds();
    }
}
