package io.tresen.proof;

import io.tresen.local.Platform;
import io.tresen.proof.client.Customers;
import io.tresen.proof.client.OrderFlow;
import io.tresen.proof.invariants.Invariants;
import io.tresen.proof.report.Findings;
import io.tresen.proof.topics.Copier;
import io.tresen.proof.topics.TopicBytes;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/**
 * {@code deploy/proof/run replay}: while orders flow and customers cancel, are refunded, wish and send each other money, a
 * fifth of each topic's records comes again and again, out of order across keys, then the whole of each topic; and once
 * more when all rests, which then may change no fact of any service. Before that three services are each away for a while, and
 * read what came meanwhile in another order among keys ({@link Reordered}). What was promised is kept ({@link Promises}).
 */
public final class Replays {

    static final Experiment EXPERIMENT = new Experiment("replay", Map.of(), true).withSamples();
    private static final Duration REST = Duration.ofMinutes(3);
    private static final double SHARE = 0.2;
    private static final int ROUNDS = 4;
    /** Orders flow before the first round, during each, and during the replay of all. */
    private static final int PARTS = ROUNDS + 2;

    private static final int IN_STOCK = 8;
    private static final String AGAIN = "records again, a fifth of each topic at a time";
    private static final String ALL_AGAIN = "records again, whole topics while orders flow";
    private static final String ALL_AT_REST = "records again, whole topics at rest";
    private static final String TABLES = "tables with rows that a replay at rest leaves as they are";

    private final Platform platform;
    private final TopicBytes topics;
    private final Copier copier;
    private final Findings findings;
    private final Invariants invariants;
    private final Promises promises;
    private final OrderFlow flow;
    private final Customers customers;
    private final int orders;

    private Replays(Platform platform, int orders, Findings findings, TopicBytes topics) {
        long seed = findings.seed();
        this.platform = platform;
        this.topics = topics;
        this.copier = new Copier(topics, new Random(seed));
        this.findings = findings;
        this.orders = orders;
        this.invariants = new Invariants(platform);
        this.promises = new Promises(platform, orders, seed);
        this.flow = promises.flow();
        this.customers = new Customers(promises.shop("replay"), seed);
    }

    /** Arguments: number of orders (150), a seed of what is ordered and what comes again (by the clock). */
    public static void main(String[] arguments) {
        Arguments told = Arguments.of(arguments);
        EXPERIMENT.end(told.seed(1), series(told.number(0, 150)));
    }

    /** @param orders 6 or more, so that some flow during each replay */
    static Series series(int orders) {
        if (orders < PARTS) {
            throw new IllegalArgumentException(orders + " orders are too few: some flow during each replay, " + PARTS);
        }
        return (platform, findings) -> {
            try (TopicBytes topics = new TopicBytes(platform.bootstrapServers())) {
                new Replays(platform, orders, findings, topics).run();
            }
            Experiment.check(platform, findings);
        };
    }

    private void run() {
        findings.setting("rounds before whole topics", ROUNDS);
        findings.setting("percent of each topic's records in a round", Math.round(SHARE * 100));
        findings.claimed(AGAIN, ALL_AGAIN, ALL_AT_REST, AmongOrders.GO_ON, TABLES);
        customers.stockUp(IN_STOCK);
        Deeds deeds = new Deeds(customers);
        customers.begin();
        AmongOrders among = new AmongOrders(topics, copier, flow::done, findings);
        int share = orders / PARTS;
        flow.let(share);
        for (int round = 1; round <= ROUNDS; round++) {
            flow.awaitDone(share * round);
            flow.let(share);
            among.again(AGAIN, SHARE);
        }
        // so that what they did is among what comes again
        deeds.awaitEach();
        flow.awaitDone(share * (ROUNDS + 1));
        flow.let(orders - share * (ROUNDS + 1));
        among.again(ALL_AGAIN, 1);
        promises.awaitEnd();
        customers.stop();
        customers.settle();
        deeds.tell(findings);
        Reordered reordered = new Reordered(platform, findings, promises.shop("reordered"), topics, copier);
        reordered.without("catalog", false);
        reordered.without("payment", false);
        reordered.without("chat", true);
        atRest();
        promises.kept(findings);
    }

    private void atRest() {
        findings.attempted("rest before the last replay", invariants.awaitRest(REST));
        Map<String, String> before = invariants.contents();
        findings.attempted(ALL_AT_REST, copier.again(1));
        findings.attempted("rest after the last replay", invariants.awaitRest(REST));
        Map<String, String> after = invariants.contents();
        findings.attempted(
                TABLES,
                before.values().stream()
                        .filter(held -> !held.startsWith("0 rows "))
                        .count());
        for (String table : new TreeSet<>(before.keySet())) {
            if (!before.get(table).equals(after.get(table))) {
                findings.violated(TABLES, table + " held " + before.get(table) + " and holds " + after.get(table));
            }
        }
    }
}
