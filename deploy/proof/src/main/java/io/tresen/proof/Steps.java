package io.tresen.proof;

import io.tresen.local.Platform;
import io.tresen.local.sandbox.Fault;
import io.tresen.proof.client.Customers;
import io.tresen.proof.client.Http;
import io.tresen.proof.client.Pause;
import io.tresen.proof.client.Shop;
import io.tresen.proof.invariants.Invariants;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;

/**
 * {@code deploy/proof/run steps}: under each fault of the payment sandbox, each service ends as by kill -9 at each of its
 * named steps while customers go on, one step of each service at a time; after each fault nothing may be unclear 60 s later,
 * and I1–I9 hold.
 */
public final class Steps {

    private static final Duration REACHED_WITHIN = Duration.ofMinutes(3);
    private static final Duration BACK_WITHIN = Duration.ofMinutes(2);
    private static final Duration CLEAR_WITHIN = Duration.ofSeconds(60);
    private static final Duration REST_WITHIN = Duration.ofMinutes(2);
    private static final int IN_STOCK = 16;

    private final Platform platform;
    private final Invariants invariants;
    private final Customers customers;
    private final Random random;
    private final List<String> violations = new ArrayList<>();
    private int ended;

    Steps(Platform platform, Customers customers, long seed) {
        this.platform = platform;
        this.invariants = new Invariants(platform);
        this.customers = customers;
        this.random = new Random(seed);
    }

    /** Arguments: rounds (1), a seed of the order of the steps and of what customers do (by the clock), faults (all). */
    public static void main(String[] arguments) {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
        List<Fault> faults = arguments.length > 2
                ? Stream.of(arguments)
                        .skip(2)
                        .map(word -> Fault.of(word).orElseThrow())
                        .toList()
                : List.of(Fault.values());
        Experiment experiment = new Experiment("steps", Map.of(), true);
        experiment.on(platform -> {
            Instant begin = Instant.now();
            Customers customers = new Customers(Shop.register(platform.origin(), "steps"), seed);
            Steps steps = new Steps(platform, customers, seed);
            for (int round = 0; round < rounds; round++) {
                for (Fault fault : faults) {
                    steps.under(fault, Step.under(fault));
                }
            }
            Map<String, List<String>> found = steps.invariants.check();
            System.out.printf(
                    "%nsteps: rounds %d, processes ended %d of %d, %s, seed %d, %d s, Java %s%n",
                    rounds,
                    steps.ended,
                    rounds
                            * faults.stream()
                                    .mapToInt(fault -> Step.under(fault).size())
                                    .sum(),
                    customers.told(),
                    seed,
                    Duration.between(begin, Instant.now()).toSeconds(),
                    Runtime.version());
            customers.troubles().forEach(trouble -> System.out.println("  trouble: " + trouble));
            steps.violations.forEach(violation -> System.out.println("  violation: " + violation));
            return Experiment.holds(found)
                    && steps.violations.isEmpty()
                    && customers.troubles().isEmpty();
        });
    }

    /** Each service ends at each of its steps, in any order, while that goes wrong; then all comes to rest and is checked. */
    void under(Fault fault, List<Step> steps) {
        Instant begin = Instant.now();
        customers.stockUp(IN_STOCK);
        platform.fault(fault);
        customers.begin();
        waves(steps).forEach(wave -> end(wave, fault));
        customers.stop();
        platform.fault(Fault.NONE);
        invariants.awaitClear(CLEAR_WITHIN).forEach(line -> violated(fault.word() + ": still unclear: " + line));
        customers.settle();
        invariants.awaitRest(REST_WITHIN).forEach(line -> violated(fault.word() + ": still moving: " + line));
        invariants.checkBooks().forEach((invariant, found) -> found.stream()
                .limit(10)
                .forEach(line -> violated(fault.word() + ": " + invariant + ": " + line)));
        System.out.printf(
                "%s: %d steps, %d s, %d violations so far; %s%n",
                fault.word(),
                steps.size(),
                Duration.between(begin, Instant.now()).toSeconds(),
                violations.size(),
                customers.told());
    }

    /** What was found wrong so far. */
    List<String> violations() {
        return List.copyOf(violations);
    }

    /** One step of each service that has any left, as long as there are any. */
    private List<List<Step>> waves(List<Step> steps) {
        List<Step> shuffled = new ArrayList<>(steps);
        Collections.shuffle(shuffled, random);
        Map<String, Integer> sizes = new HashMap<>();
        List<List<Step>> waves = new ArrayList<>();
        for (Step step : shuffled) {
            int wave = sizes.merge(step.service(), 1, Integer::sum) - 1;
            if (wave == waves.size()) {
                waves.add(new ArrayList<>());
            }
            waves.get(wave).add(step);
        }
        return waves;
    }

    private void end(List<Step> wave, Fault fault) {
        Map<Step, OptionalLong> before = new HashMap<>();
        for (Step step : wave) {
            before.put(step, platform.pid(step.service()));
            platform.arm(step.service(), step.name());
        }
        Pause pause = new Pause(REACHED_WITHIN);
        while (wave.stream().anyMatch(this::isArmed) && pause.again()) {
            // customers go on
        }
        for (Step step : wave) {
            if (isArmed(step)) {
                platform.disarm(step.service(), step.name());
                violated(fault.word() + ": nobody reached " + step);
            } else if (isBack(step, before.get(step))) {
                ended++;
            } else {
                violated(fault.word() + ": " + step + " did not end its process, or nothing started it again");
            }
        }
        System.out.printf("%s: %s; %s%n", fault.word(), wave, customers.told());
    }

    private void violated(String what) {
        violations.add(what);
        System.out.println("  violation: " + what);
    }

    private boolean isArmed(Step step) {
        return platform.isArmed(step.service(), step.name());
    }

    /** Whether another process of the service serves. */
    private boolean isBack(Step step, OptionalLong before) {
        Pause pause = new Pause(BACK_WITHIN);
        while (platform.pid(step.service()).isEmpty()
                || platform.pid(step.service()).equals(before)) {
            if (!pause.again()) {
                return false;
            }
        }
        int status = new Http("http://127.0.0.1:" + platform.port(step.service()), null)
                .get("/q/health/ready")
                .status();
        return status == 200;
    }
}
