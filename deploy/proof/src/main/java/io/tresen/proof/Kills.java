package io.tresen.proof;

import io.tresen.contracts.Topics;
import io.tresen.local.Platform;
import io.tresen.proof.client.Pause;
import io.tresen.proof.report.Findings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * {@code deploy/proof/run kills}: kill -9 of the services' replicas at random moments while orders flow.
 *
 * @param orders how many flow in all
 * @param perService how often each service is killed, one of its replicas by chance; 0 for each replica once, in turn
 */
record Kills(int orders, long seed, int perService) implements Series {

    private static final int ORDERS = 500;
    private static final Duration SERVES_WITHIN = Duration.ofMinutes(3);
    private static final Duration STARTED_WITHIN = Duration.ofMinutes(1);

    static final Experiment EXPERIMENT = new Experiment("kills", Experiment.twoOfEach(), false).withSamples();

    public static void main(String[] arguments) {
        Arguments told = Arguments.of(arguments, "per-service");
        Kills kills = new Kills(told.number(0, ORDERS), told.seed(1), told.option("per-service", 0));
        EXPERIMENT.end(kills.seed(), kills.thenChecked());
    }

    @Override
    public void on(Platform platform, Findings findings) {
        findings.setting("kills of each service", perService > 0 ? perService : "each replica once, in turn");
        new UnderOrders(orders, seed)
                .strike(
                        platform,
                        findings,
                        victims(platform).stream()
                                .map(victim -> new UnderOrders.Strike(
                                        "kill -9 of " + service(victim), victim, there -> kill(there, victim)))
                                .toList());
    }

    private List<String> victims(Platform platform) {
        Random random = new Random(seed);
        List<String> victims = new ArrayList<>();
        for (String service : Topics.SERVICES) {
            List<String> replicas = platform.names().stream()
                    .filter(name -> service(name).equals(service))
                    .toList();
            if (perService == 0) {
                victims.addAll(replicas);
            }
            for (int i = 0; i < perService; i++) {
                victims.add(replicas.get(random.nextInt(replicas.size())));
            }
        }
        if (perService > 0) {
            Collections.shuffle(victims, random);
        }
        return victims;
    }

    /**
     * Ends a part's process, and waits until another is in its place. Whoever was just killed may not be back yet: it must serve
     * to be killed, or what is killed may be a process that was about to end anyway.
     *
     * @return what is wrong; empty where it was killed and started again
     */
    static List<String> kill(Platform platform, String victim) {
        return kill(
                victim,
                () -> platform.serves(victim),
                () -> platform.pid(victim),
                () -> platform.kill(victim),
                SERVES_WITHIN);
    }

    /** @param now the process that it has, perhaps none */
    static List<String> kill(
            String victim, BooleanSupplier serves, Supplier<OptionalLong> now, Runnable kill, Duration servesWithin) {
        Pause pause = new Pause(servesWithin);
        while (!serves.getAsBoolean()) {
            if (!pause.again()) {
                return List.of(victim + " does not serve, and was not killed");
            }
        }
        OptionalLong before = now.get();
        kill.run();
        return replaced(victim, before, now, STARTED_WITHIN);
    }

    /** @param before its process, @param now the one that it has, perhaps none */
    static List<String> replaced(String victim, OptionalLong before, Supplier<OptionalLong> now, Duration within) {
        if (before.isEmpty()) {
            return List.of(victim + " had no process to be killed");
        }
        Pause pause = new Pause(within);
        OptionalLong there = now.get();
        while ((there.isEmpty() || there.equals(before)) && pause.again()) {
            there = now.get();
        }
        if (there.isEmpty()) {
            return List.of("nobody has started " + victim + " again");
        }
        return there.equals(before)
                ? List.of("process %d of %s was not ended by it".formatted(before.getAsLong(), victim))
                : List.of();
    }

    /** {@code order} of {@code order-2}. */
    private static String service(String replica) {
        return replica.replaceFirst("-\\d+$", "");
    }
}
