package io.tresen.proof;

import io.tresen.contracts.Topics;
import io.tresen.local.Platform;
import io.tresen.proof.client.Customers;
import io.tresen.proof.client.Http;
import io.tresen.proof.client.OrderFlow;
import io.tresen.proof.client.Pause;
import io.tresen.proof.client.Shop;
import io.tresen.proof.invariants.Invariants;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * {@code deploy/proof/run upgrade}: a rolling upgrade under load, from another build to this one, in the order of
 * deploy/docs/upgrade.md. Nothing that was accepted may be lost, doubled or refused for it.
 */
public final class Upgrades {

    /** As {@code deploy/kubernetes/roll-out}: who understands a new word goes before who says it. */
    private static final List<String> ORDER = List.of("payment", "chat", "order", "catalog", "notification");

    private static final int ORDERS = 600;
    private static final int IN_STOCK = 8;
    private static final Duration BACK_WITHIN = Duration.ofSeconds(120);
    private static final Duration REST = Duration.ofMinutes(3);

    private Upgrades() {}

    /** Arguments: a checkout with the build to start from, number of orders (600), seed of what is ordered (by the clock). */
    public static void main(String[] arguments) {
        Path from = Path.of(arguments[0]);
        int orders = arguments.length > 1 ? Integer.parseInt(arguments[1]) : ORDERS;
        long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : System.nanoTime();
        Map<String, Integer> two = Topics.SERVICES.stream().collect(Collectors.toMap(service -> service, service -> 2));
        new Experiment("upgrade", two, true)
                .on(platform -> platform.startFrom(from), platform -> passes(platform, from, orders, seed));
    }

    private static boolean passes(Platform platform, Path from, int orders, long seed) {
        Instant begin = Instant.now();
        OrderFlow flow = new OrderFlow(Shop.register(platform.origin(), "upgrade"), seed).prepare(orders);
        Customers customers = new Customers(Shop.register(platform.origin(), "customers"), seed);
        customers.stockUp(IN_STOCK);
        customers.begin();
        int parts = 2 * ORDER.size() + 2;
        int share = orders / parts;
        List<String> troubles = new ArrayList<>();
        int steps = 0;
        flow.let(share).awaitDone(share / 2);
        say(flow, "topics and schemas");
        platform.upgradeContracts();
        for (String service : ORDER) {
            for (String replica : List.of(service, service + "-2")) {
                flow.let(share);
                say(flow, replica);
                platform.upgrade(replica);
                steps++;
                // old and new work side by side until these are through
                flow.awaitDone(share * steps + share / 2);
                if (steps == 1) {
                    troubles.addAll(killOld(platform, flow, service + "-2"));
                }
            }
        }
        flow.let(orders);
        List<String> accepted = flow.accepted();
        customers.stop();
        customers.settle();
        troubles.addAll(flow.troubles());
        troubles.addAll(customers.troubles());
        Invariants invariants = new Invariants(platform);
        List<String> unrest = invariants.awaitRest(REST);
        Map<String, List<String>> found = invariants.check();
        System.out.printf(
                "%nupgrade from %s: orders %d, accepted %d, replicas replaced %d, %s, seed %d, %d s, Java %s%n",
                from.getFileName(),
                orders,
                accepted.size(),
                steps,
                customers.told(),
                seed,
                Duration.between(begin, Instant.now()).toSeconds(),
                Runtime.version());
        troubles.forEach(trouble -> System.out.println("  trouble: " + trouble));
        unrest.forEach(line -> System.out.println("  still moving: " + line));
        return Experiment.holds(found) && troubles.isEmpty() && unrest.isEmpty() && accepted.size() == orders;
    }

    /** An old replica that dies starts again on tables that the new one has migrated. */
    private static List<String> killOld(Platform platform, OrderFlow flow, String replica) {
        OptionalLong before = platform.pid(replica);
        say(flow, "kill -9 of the old " + replica);
        platform.kill(replica);
        Pause pause = new Pause(BACK_WITHIN);
        boolean back = false;
        while (!back && pause.again()) {
            back = platform.pid(replica).isPresent()
                    && !platform.pid(replica).equals(before)
                    && isReady(platform.port(replica));
        }
        say(flow, "the old " + replica + (back ? " is back" : " is not back"));
        return back ? List.of() : List.of("the old " + replica + " did not start again");
    }

    private static boolean isReady(int port) {
        try {
            return new Http("http://127.0.0.1:" + port, null)
                            .send("GET", "/q/health/ready", null, null)
                            .status()
                    == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private static void say(OrderFlow flow, String what) {
        System.out.printf("order %d: %s%n", flow.done(), what);
    }
}
