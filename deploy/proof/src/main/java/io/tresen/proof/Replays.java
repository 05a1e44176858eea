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
 * more when all rests, which then may change no fact of any service. What was promised meanwhile is kept ({@link Promises}).
 */
public final class Replays {

    static final Experiment EXPERIMENT = new Experiment("replay", Map.of(), true).withSamples();
    private static final Duration REST = Duration.ofMinutes(3);
    private static final double SHARE = 0.2;
    private static final int ROUNDS = 4;
    private static final int IN_STOCK = 8;

    private Replays() {}

    /** Arguments: number of orders (150), a seed of what is ordered and what comes again (by the clock). */
    public static void main(String[] arguments) {
        Arguments told = Arguments.of(arguments);
        EXPERIMENT.end(told.seed(1), series(told.number(0, 150)));
    }

    static Series series(int orders) {
        return (platform, findings) -> replay(platform, orders, findings);
    }

    private static void replay(Platform platform, int orders, Findings findings) {
        long seed = findings.seed();
        Invariants invariants = new Invariants(platform);
        Promises promises = new Promises(platform, orders, seed);
        OrderFlow flow = promises.flow();
        Customers customers = new Customers(promises.shop("replay"), seed);
        customers.stockUp(IN_STOCK);
        flow.let(orders);
        customers.begin();
        try (TopicBytes topics = new TopicBytes(platform.bootstrapServers())) {
            Copier copier = new Copier(topics, new Random(seed));
            for (int round = 1; round <= ROUNDS; round++) {
                flow.awaitDone(orders * round / (ROUNDS + 2));
                findings.attempted("records again, a fifth of each topic at a time", copier.again(SHARE));
            }
            flow.awaitDone(orders * (ROUNDS + 1) / (ROUNDS + 2));
            findings.attempted("records again, whole topics while orders flow", copier.again(1));
            promises.awaitEnd();
            customers.stop();
            customers.settle();
            findings.attempted("customers' deeds: " + customers.told(), 1);
            findings.violated("customers' deeds: " + customers.told(), customers.troubles());
            findings.violated("rest before the last replay", invariants.awaitRest(REST));
            Map<String, String> before = invariants.contents();
            findings.attempted("records again, whole topics at rest", copier.again(1));
            findings.violated("rest after the last replay", invariants.awaitRest(REST));
            Map<String, String> after = invariants.contents();
            String tables = "tables that a replay at rest leaves as they are";
            findings.attempted(tables, before.size());
            for (String table : new TreeSet<>(before.keySet())) {
                if (!before.get(table).equals(after.get(table))) {
                    findings.violated(tables, table + " held " + before.get(table) + " and holds " + after.get(table));
                }
            }
        }
        promises.kept(findings);
        Experiment.check(platform, findings);
    }
}
