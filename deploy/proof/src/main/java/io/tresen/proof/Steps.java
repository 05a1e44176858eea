package io.tresen.proof;

import io.tresen.local.Platform;
import io.tresen.local.sandbox.Fault;
import io.tresen.proof.client.Customers;
import io.tresen.proof.client.Http;
import io.tresen.proof.client.Pause;
import io.tresen.proof.client.Shop;
import io.tresen.proof.invariants.Invariants;
import io.tresen.proof.report.Findings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Collectors;

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

    static final Experiment EXPERIMENT = new Experiment("steps", Map.of(), true).withSamples();

    private final Platform platform;
    private final Invariants invariants;
    private final Customers customers;
    private final Random random;
    private final Findings findings;

    Steps(Platform platform, Customers customers, Findings findings) {
        this.platform = platform;
        this.invariants = new Invariants(platform);
        this.customers = customers;
        this.random = new Random(findings.seed());
        this.findings = findings;
    }

    /** Arguments: rounds (1), a seed of the order of the steps and of what customers do (by the clock), faults (all). */
    public static void main(String[] arguments) {
        Arguments told = Arguments.of(arguments);
        List<Fault> faults = told.words().size() > 2
                ? told.words().stream()
                        .skip(2)
                        .map(word -> Fault.of(word).orElseThrow())
                        .toList()
                : List.of(Fault.values());
        EXPERIMENT.end(told.seed(1), series(told.number(0, 1), faults));
    }

    /** So many rounds of every step under each of the faults, and then the checker. */
    static Series series(int rounds, List<Fault> faults) {
        return (platform, findings) -> {
            Customers customers = new Customers(Shop.register(platform.origin(), "steps"), findings.seed());
            Steps steps = new Steps(platform, customers, findings);
            Deeds deeds = new Deeds(customers);
            for (int round = 0; round < rounds; round++) {
                for (Fault fault : faults) {
                    steps.under(fault, Step.under(fault));
                }
            }
            findings.setting("rounds", rounds);
            findings.setting("faults", faults.stream().map(Fault::word).collect(Collectors.joining(", ")));
            deeds.tell(findings);
            Experiment.told(steps.invariants.look(), findings);
        };
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
        once("nothing about money is unclear 60 s after a fault", fault, invariants.awaitClear(CLEAR_WITHIN));
        customers.settle();
        once("everything comes to rest", fault, invariants.awaitRest(REST_WITHIN));
        Experiment.told(fault.word() + ": ", invariants.lookAtBooks(), findings);
        System.out.printf(
                "%s: %d steps, %d s; %s%n",
                fault.word(),
                steps.size(),
                Duration.between(begin, Instant.now()).toSeconds(),
                customers.told());
    }

    private void once(String what, Fault fault, List<String> lines) {
        findings.attempted(what, 1);
        if (!lines.isEmpty()) {
            findings.violated(what, fault.word() + ": " + String.join("; ", lines));
        }
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
        String what = "kill at a named step, under the fault " + fault.word();
        for (Step step : wave) {
            findings.attempted(what, 1);
            if (isArmed(step)) {
                platform.disarm(step.service(), step.name());
                findings.violated(what, "nobody reached " + step);
            } else if (!isBack(step, before.get(step))) {
                findings.violated(what, step + " did not end its process, or nothing started it again");
            }
        }
        System.out.printf("%s: %s; %s%n", fault.word(), wave, customers.told());
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
