package io.tresen.proof;

import io.tresen.local.Platform;
import io.tresen.proof.client.OrderFlow;
import io.tresen.proof.client.Pause;
import io.tresen.proof.invariants.Invariants;
import io.tresen.proof.report.Findings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Something is struck again and again while orders come in and a witness writes to the other services; their {@link Promises}
 * are kept.
 */
record UnderOrders(int orders, long seed) {

    private static final Duration PART_IS_THERE = Duration.ofMinutes(3);
    private static final int AFTER_AN_ORDER_MS = 500;

    /**
     * What is done once.
     *
     * @param what as a report's row has it, @param part to which
     * @param act does it, and returns what shows that it was not done; nothing where it was
     */
    record Strike(String what, String part, Function<Platform, List<String>> act) {}

    /** The strikes in this order, each at a random moment of its share of the orders, from rest or into them. */
    void strike(Platform platform, Findings findings, List<Strike> strikes) {
        if (orders <= strikes.size()) {
            throw new IllegalArgumentException(orders + " orders are too few for " + strikes.size() + " strikes");
        }
        strikes.stream().map(Strike::what).distinct().sorted().forEach(findings::claimed);
        SplittableRandom random = new SplittableRandom(seed);
        int share = orders / (strikes.size() + 1);
        run(platform, findings, promises -> {
            OrderFlow flow = promises.flow();
            for (int i = 0; i < strikes.size(); i++) {
                flow.let(share);
                flow.awaitDone(share * i + 1 + random.nextInt(Math.max(1, share - 1)));
                pass(Duration.ofMillis(random.nextInt(AFTER_AN_ORDER_MS)));
                Strike strike = strikes.get(i);
                System.out.printf(
                        "%s (%s) at order %d, %d of %d%n",
                        strike.what(), strike.part(), flow.done(), i + 1, strikes.size());
                List<String> wrong = new ArrayList<>();
                promises.strike(strike.part(), () -> wrong.addAll(strike.act().apply(platform)));
                findings.attempted(strike.what(), wrong);
            }
            flow.let(orders - share * strikes.size());
        });
    }

    private void run(Platform platform, Findings findings, Consumer<Promises> disturbance) {
        Promises promises = new Promises(platform, orders, seed);
        disturbance.accept(promises);
        promises.awaitEnd();
        Experiment.restInTime(new Invariants(platform), findings);
        promises.kept(findings);
    }

    /** Waits until a part's process is there. */
    static void awaitRunning(Platform platform, String part) {
        Pause pause = new Pause(PART_IS_THERE);
        while (!platform.running(part)) {
            if (!pause.again()) {
                throw new IllegalStateException(part + " does not run");
            }
        }
    }

    private static void pass(Duration time) {
        Pause pause = new Pause(time);
        while (pause.again()) {
            // the platform is left alone
        }
    }
}
