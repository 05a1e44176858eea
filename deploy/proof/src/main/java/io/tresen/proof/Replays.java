package io.tresen.proof;

import io.tresen.local.Platform;
import io.tresen.proof.client.Customers;
import io.tresen.proof.client.OrderFlow;
import io.tresen.proof.client.Shop;
import io.tresen.proof.invariants.Invariants;
import io.tresen.proof.topics.Copier;
import io.tresen.proof.topics.TopicBytes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/**
 * {@code deploy/proof/run replay}: while orders flow and customers cancel, are refunded, wish and send each other money, a
 * fifth of each topic's records comes again and again, out of order across keys, then the whole of each topic; and once
 * more when all rests, which then may change no fact of any service.
 */
public final class Replays {

    private static final Experiment EXPERIMENT = new Experiment("replay", Map.of(), true);
    private static final Duration REST = Duration.ofMinutes(3);
    private static final double SHARE = 0.2;
    private static final int ROUNDS = 4;
    private static final int IN_STOCK = 8;

    private Replays() {}

    /** Arguments: number of orders (150), a seed of what is ordered and what comes again (by the clock). */
    public static void main(String[] arguments) {
        int orders = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 150;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
        EXPERIMENT.on(platform -> replays(platform, orders, seed));
    }

    private static boolean replays(Platform platform, int orders, long seed) {
        Instant begin = Instant.now();
        Tally tally = new Tally();
        Invariants invariants = new Invariants(platform);
        Shop shop = Shop.register(platform.origin(), "replay");
        Customers customers = new Customers(shop, seed);
        customers.stockUp(IN_STOCK);
        OrderFlow flow = new OrderFlow(shop, seed).start(orders);
        customers.begin();
        try (TopicBytes topics = new TopicBytes(platform.bootstrapServers())) {
            Copier copier = new Copier(topics, new Random(seed));
            for (int round = 1; round <= ROUNDS; round++) {
                flow.awaitDone(orders * round / (ROUNDS + 2));
                tally.tried("records again, a fifth of each topic at a time", copier.again(SHARE));
            }
            flow.awaitDone(orders * (ROUNDS + 1) / (ROUNDS + 2));
            tally.tried("records again, whole topics while orders flow", copier.again(1));
            List<String> accepted = flow.accepted();
            customers.stop();
            customers.settle();
            tally.tried("orders by REST", orders);
            tally.violated("orders by REST", flow.troubles());
            if (accepted.size() != orders) {
                tally.violated("orders by REST", accepted.size() + " of " + orders + " were accepted");
            }
            tally.tried("customers' deeds: " + customers.told(), 1);
            tally.violated("customers' deeds: " + customers.told(), customers.troubles());
            tally.violated("rest before the last replay", invariants.awaitRest(REST));
            Map<String, String> before = invariants.contents();
            tally.tried("records again, whole topics at rest", copier.again(1));
            tally.violated("rest after the last replay", invariants.awaitRest(REST));
            Map<String, String> after = invariants.contents();
            String tables = "tables that a replay at rest leaves as they are";
            tally.tried(tables, before.size());
            for (String table : new TreeSet<>(before.keySet())) {
                if (!before.get(table).equals(after.get(table))) {
                    tally.violated(tables, table + " held " + before.get(table) + " and holds " + after.get(table));
                }
            }
        }
        return EXPERIMENT.ends(platform, tally, "orders " + orders + ", seed " + seed, begin);
    }
}
