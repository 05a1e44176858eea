package io.tresen.proof;

import io.tresen.contracts.Topics;
import io.tresen.local.Platform;
import io.tresen.messaging.inbox.RestoreTarget;
import io.tresen.proof.client.OrderFlow;
import io.tresen.proof.client.Shop;
import io.tresen.proof.invariants.Attention;
import io.tresen.proof.invariants.Invariants;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code deploy/proof/run restore}: orders flow; a service's database is backed up; more orders flow, some of those of before
 * go on; the backup is put back by the way that operators have; still more orders flow. Nothing may be wrong with any order
 * but with those that the restored service itself lists for a person, and nothing may be doubled even with them.
 */
public final class Restores {

    private static final Duration REST = Duration.ofMinutes(3);

    private Restores() {}

    /** Arguments: service (order), orders in each of the three parts (60), a seed of what is ordered (by the clock). */
    public static void main(String[] arguments) {
        String service = arguments.length > 0 ? arguments[0] : "order";
        int orders = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 60;
        long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : System.nanoTime();
        if (!Topics.SERVICES.contains(service)) {
            throw new IllegalArgumentException("No service is called " + service + ": " + Topics.SERVICES);
        }
        new Experiment("restore", Map.of(), true).on(platform -> restores(platform, service, orders, seed));
    }

    private static boolean restores(Platform platform, String service, int orders, long seed) {
        Instant begin = Instant.now();
        Shop shop = Shop.register(platform.origin(), "restore");
        List<String> troubles = new ArrayList<>();
        OrderFlow before = new OrderFlow(shop, seed).start(orders);
        before.awaitDone(orders / 2); // the others are under way when the backup is made
        Instant backup = platform.backUp(service);
        before.accepted();
        troubles.addAll(before.troubles());
        OrderFlow lost = new OrderFlow(shop, seed + 1).start(orders);
        lost.accepted();
        troubles.addAll(lost.troubles());
        Invariants invariants = new Invariants(platform);
        invariants.awaitRest(REST).forEach(line -> troubles.add("before the restore: " + line));
        // nobody's money: what a comparison would have found is what the checker finds
        System.out.println(service + ": " + platform.restore(service, new RestoreTarget(backup, true)));
        OrderFlow after = new OrderFlow(shop, seed + 2).start(orders);
        List<String> accepted = after.accepted();
        troubles.addAll(after.troubles());
        invariants.awaitRest(Duration.ofSeconds(60));
        platform.replayAll(service).forEach(line -> System.out.println("  replayed: " + line));
        Attention attention = Attention.of(platform, service);
        List<String> unrest = attention.besides(invariants.awaitRest(Duration.ofSeconds(30)));
        Map<String, List<String>> found = new LinkedHashMap<>();
        invariants.check().forEach((name, violations) -> found.put(name, attention.without(violations)));
        found.put("no sequence is used twice", attention.reused());
        System.out.printf(
                "%nrestore of %s: orders 3 x %d, accepted after it %d, %s, seed %d, %d s, Java %s%n",
                service,
                orders,
                accepted.size(),
                attention,
                seed,
                Duration.between(begin, Instant.now()).toSeconds(),
                Runtime.version());
        troubles.forEach(trouble -> System.out.println("  trouble: " + trouble));
        unrest.forEach(line -> System.out.println("  still moving: " + line));
        return Experiment.holds(found) && troubles.isEmpty() && unrest.isEmpty() && accepted.size() == orders;
    }
}
