package io.tresen.proof;

import io.tresen.contracts.Topics;
import io.tresen.local.Platform;
import io.tresen.messaging.inbox.RestoreTarget;
import io.tresen.proof.client.OrderFlow;
import io.tresen.proof.client.Shop;
import io.tresen.proof.client.Wish;
import io.tresen.proof.invariants.Attention;
import io.tresen.proof.invariants.Invariants;
import io.tresen.proof.invariants.Looks;
import io.tresen.proof.report.Findings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code deploy/proof/run restore}: orders flow; a service's database is backed up; more orders flow, some of those of before
 * go on; the backup is put back by the way that operators have; still more orders flow. Nothing may be wrong with any order
 * but with those that the restored service itself lists for a person, and nothing may be doubled even with them.
 */
public final class Restores {

    private static final Duration REST = Duration.ofMinutes(3);

    /** As I4 says it. A restored service decides again what its backup did not know, and tells it again. */
    private static final List<String> AGAIN = List.of(" was decided ", " told ");

    private static final int ORDERS = 60;
    private static final int WISHES = 5;

    /** Where products or conversations that came behind the backup are gone with it. */
    private static final Set<String> FORGETS_WISHES = Set.of("catalog", "chat");

    static final Experiment EXPERIMENT = new Experiment("restore", Map.of(), true);

    private Restores() {}

    /** Arguments: service (order), orders in each of the three parts (60), a seed of what is ordered (by the clock). */
    public static void main(String[] arguments) {
        Arguments told = Arguments.of(arguments);
        String service = told.words().isEmpty() ? "order" : told.words().get(0);
        EXPERIMENT.end(told.seed(2), series(service, told.number(1, ORDERS)));
    }

    /** @param orders in each of the three parts */
    static Series series(String service, int orders) {
        if (!Topics.SERVICES.contains(service)) {
            throw new IllegalArgumentException("No service is called " + service + ": " + Topics.SERVICES);
        }
        return (platform, findings) -> restore(platform, service, orders, findings);
    }

    /** Violations without what I4 says of keys whose lost events are told once more. */
    private static List<String> besidesAgain(String invariant, List<String> violations, Attention toldOnce) {
        return violations.stream()
                .filter(line -> !invariant.startsWith("I4 ")
                        || AGAIN.stream().noneMatch(line::contains)
                        || !toldOnce.without(List.of(line)).isEmpty())
                .toList();
    }

    private static List<Wish> wishes(Shop shop, String when) {
        List<Wish> wishes = new ArrayList<>();
        for (int i = 0; i < WISHES; i++) {
            wishes.add(Wish.of(shop, "wish-" + when + "-" + i));
        }
        return wishes;
    }

    private static List<String> notOnce(List<Wish> wishes) {
        List<String> found = new ArrayList<>();
        for (Wish wish : wishes) {
            long told = wish.told();
            if (told != 1) {
                found.add(wish + " was told " + told + " times");
            }
        }
        return found;
    }

    private static void restore(Platform platform, String service, int orders, Findings findings) {
        long seed = findings.seed();
        Shop shop = Shop.register(platform.origin(), "restore");
        Invariants invariants = new Invariants(platform);
        List<String> troubles = new ArrayList<>();
        OrderFlow before = new OrderFlow(shop, seed).start(orders);
        List<Wish> wishes = wishes(shop, "before");
        before.awaitDone(orders / 2); // the others are under way when the backup is made
        Instant backup = platform.backUp(service);
        before.accepted();
        troubles.addAll(before.troubles());
        OrderFlow lost = new OrderFlow(shop, seed + 1).start(orders);
        lost.accepted();
        troubles.addAll(lost.troubles());
        List<Wish> behind = wishes(shop, "behind");
        invariants.awaitRest(REST).forEach(line -> troubles.add("before the restore: " + line));
        // nobody's money: what a comparison would have found is what the checker finds
        System.out.println(service + ": " + platform.restore(service, new RestoreTarget(backup, true)));
        Attention toldOnce = Attention.once(platform, service);
        OrderFlow after = new OrderFlow(shop, seed + 2).start(orders);
        List<String> accepted = after.accepted();
        troubles.addAll(after.troubles());
        wishes.addAll(wishes(shop, "after"));
        if (!FORGETS_WISHES.contains(service)) {
            wishes.addAll(behind);
        }
        wishes.forEach(Wish::fulfil);
        findings.attempted(Promises.TOLD, wishes.size());
        findings.violated(Promises.TOLD, notOnce(wishes));
        invariants.awaitRest(Duration.ofSeconds(60));
        platform.replayAll(service).forEach(line -> System.out.println("  replayed: " + line));
        Attention attention = Attention.of(platform, service);
        List<String> unrest = attention.besides(invariants.awaitRest(Duration.ofSeconds(30)));
        Map<String, List<String>> found = new LinkedHashMap<>();
        Invariants besides = service.equals("payment") ? new Invariants(platform, attention) : invariants;
        Looks looks = besides.look();
        looks.found()
                .forEach((name, violations) ->
                        found.put(name, attention.without(besidesAgain(name, violations, toldOnce))));
        found.put("no sequence is used twice", attention.reused());
        findings.setting("service", service);
        findings.setting("orders", 3 * orders);
        findings.attempted("restore of " + service, 1);
        findings.attempted("clients that repeat get through", 3L * orders);
        findings.violated("clients that repeat get through", troubles);
        findings.attempted("orders behind a restore are accepted", orders);
        if (accepted.size() != orders) {
            findings.violated("orders behind a restore are accepted", "only " + accepted.size());
        }
        findings.attempted("everything comes to rest", 1);
        findings.violated("everything comes to rest", unrest);
        Experiment.told(new Looks(found, looks.subjects()), findings);
        findings.note(attention.toString());
    }
}
