package io.tresen.proof;

import io.tresen.contracts.Topics;
import io.tresen.local.Platform;
import io.tresen.local.PlatformOptions;
import io.tresen.proof.client.OrderFlow;
import io.tresen.proof.client.Shop;
import io.tresen.proof.invariants.Invariants;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code deploy/proof/run kills [ORDERS] [SEED]}: two replicas of each service, orders that flow, and kill -9 of each
 * replica in turn; then the checker. Exit 0 only when every accepted order has an end and I1–I8 hold.
 */
public final class Kills {

    private Kills() {}

    public static void main(String[] arguments) {
        int orders = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 500;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
        Path root = Path.of(System.getProperty("tresen.root"));
        Map<String, Integer> two = Topics.SERVICES.stream().collect(Collectors.toMap(service -> service, service -> 2));
        PlatformOptions options = PlatformOptions.of(root)
                .withState(root.resolve("deploy/proof/target/kills"))
                .withPortOffset(4_000)
                .withReplicas(two);
        int status;
        try (Platform platform = Platform.open(options, System.out::println)) {
            platform.reset();
            platform.start();
            status = run(platform, orders, seed) ? 0 : 1;
        }
        System.exit(status);
    }

    private static boolean run(Platform platform, int orders, long seed) {
        Instant begin = Instant.now();
        Shop shop = Shop.register(platform.origin(), "Kills");
        OrderFlow flow = new OrderFlow(shop, seed).start(orders);
        List<String> victims = Topics.SERVICES.stream()
                .flatMap(service -> List.of(service, service + "-2").stream())
                .toList();
        for (int i = 0; i < victims.size(); i++) {
            flow.awaitDone(orders * (i + 1) / (victims.size() + 1));
            System.out.printf("kill -9 %s at order %d%n", victims.get(i), flow.done());
            platform.kill(victims.get(i));
        }
        List<String> accepted = flow.accepted();
        Invariants invariants = new Invariants(platform);
        List<String> unrest = invariants.awaitRest(Duration.ofMinutes(3));
        Map<String, List<String>> found = invariants.check();
        System.out.printf(
                "%norders %d, accepted %d, kills %d, seed %d, %d s, Java %s%n",
                orders,
                accepted.size(),
                victims.size(),
                seed,
                Duration.between(begin, Instant.now()).toSeconds(),
                Runtime.version());
        flow.troubles().forEach(trouble -> System.out.println("  trouble: " + trouble));
        unrest.forEach(line -> System.out.println("  still moving: " + line));
        found.forEach((name, violations) -> {
            System.out.printf("%s  %s%n", violations.isEmpty() ? "holds   " : "VIOLATED", name);
            violations.stream().limit(10).forEach(violation -> System.out.println("    " + violation));
        });
        return flow.troubles().isEmpty()
                && unrest.isEmpty()
                && accepted.size() == orders
                && found.values().stream().allMatch(List::isEmpty);
    }
}
