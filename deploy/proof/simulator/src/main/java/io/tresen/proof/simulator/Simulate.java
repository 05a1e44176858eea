package io.tresen.proof.simulator;

import io.tresen.proof.simulator.Simulation.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Runs many seeds, or one with its trace: {@code [SEEDS] [FIRST]} or {@code --seed N [--trace]}. */
public final class Simulate {

    private static final long SEEDS = 100_000;

    private Simulate() {}

    /** Ends with 1 when a seed failed. */
    public static void main(String[] arguments) throws InterruptedException {
        List<String> words = List.of(arguments);
        if (words.contains("--seed")) {
            long seed = Long.parseLong(words.get(words.indexOf("--seed") + 1));
            System.exit(show(Simulation.run(seed, new Machinery(), words.contains("--trace"))) ? 0 : 1);
        }
        long seeds = words.isEmpty() ? SEEDS : Long.parseLong(words.get(0));
        long first = words.size() < 2 ? 1 : Long.parseLong(words.get(1));
        Instant begun = Instant.now();
        List<Result> failed = run(first, seeds, new Machinery());
        Duration took = Duration.between(begun, Instant.now());
        failed.forEach(Simulate::show);
        System.out.printf(
                "%,d seeds from %d in %d s: %s%n",
                seeds, first, took.toSeconds(), failed.isEmpty() ? "every invariant holds" : failed.size() + " FAILED");
        System.exit(failed.isEmpty() ? 0 : 1);
    }

    /** Runs seeds on all cores. @return those that failed, the lowest seed first, at most 20 */
    static List<Result> run(long first, long seeds, Machinery machinery) throws InterruptedException {
        List<Result> failed = Collections.synchronizedList(new ArrayList<>());
        AtomicLong next = new AtomicLong(first);
        List<Thread> hands = new ArrayList<>();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            Thread hand = new Thread(() -> {
                for (long seed = next.getAndIncrement();
                        seed < first + seeds && failed.size() < 20;
                        seed = next.getAndIncrement()) {
                    Result result = Simulation.run(seed, machinery, false);
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
        return sorted;
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
