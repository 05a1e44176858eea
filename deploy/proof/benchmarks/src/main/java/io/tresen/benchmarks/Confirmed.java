package io.tresen.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;

/**
 * Bursts of orders that come faster than the platform confirms them: how many it confirms a second, from the first order until
 * the last {@code OrderConfirmed}, times the commits that each of them needs over all databases, against the commits of a bare
 * loop. Transactions that only read are no commits here, and what an idle platform commits is taken off.
 */
final class Confirmed {

    private static final int SESSIONS = 64;
    private static final long IDLE_S = 5;
    private static final long WITHIN_S = 600;

    private final int rounds;
    private final long seconds;
    private final long rate;
    private final int products;

    /** @param seconds of a burst, @param rate orders a second in it */
    Confirmed(int rounds, long seconds, long rate, int products) {
        this.rounds = rounds;
        this.seconds = seconds;
        this.rate = rate;
        this.products = products;
    }

    private record Burst(long confirmed, double seconds, double commits) {

        double perSecond() {
            return confirmed / seconds;
        }
    }

    /** @param reference commits a second of the bare loop */
    void of(Run run, Shop shop, DoubleSupplier reference) {
        double[] ratios = new double[rounds];
        List<List<Object>> rows = new ArrayList<>();
        boolean keptUp = false;
        for (int round = -1; round < rounds; round++) {
            Burst burst = burst(run, shop);
            double bare = reference.getAsDouble();
            if (round >= 0) {
                keptUp |= burst.seconds() < seconds * 1.1;
                double commits = burst.commits() / burst.confirmed();
                ratios[round] = burst.perSecond() * commits / bare;
                rows.add(List.of(round + 1, burst.perSecond(), commits, bare, ratios[round]));
            }
        }
        if (keptUp) {
            run.report()
                    .note("The platform kept up with bursts of " + rate + "/s; --burst-per-s more would show more.");
        }
        run.report().figure(Figure.against("order-confirmed", Numbers.median(ratios)));
        run.report()
                .table(
                        "Confirmed, by round",
                        List.of("round", "confirmed/s", "commits of an order", "bare commits/s", "ratio"),
                        rows);
    }

    private Burst burst(Run run, Shop shop) {
        Databases databases = new Databases(run.stage());
        long restsFrom = databases.nextWriter();
        Run.pass(IDLE_S);
        long idle = databases.committed(restsFrom, databases.nextWriter());
        Map<String, Long> confirmed = new ConcurrentHashMap<>();
        OrderTraffic orders = new OrderTraffic(shop.token(), "cod", products, run.seed(), new Latencies("burst"));
        try (Events events = new Events(run.stage().bootstrap(), "order.order.v1", seen -> {
            if (seen.type().endsWith("OrderConfirmed")) {
                confirmed.putIfAbsent(seen.key(), seen.seenNs());
            }
        })) {
            OpenLoad load = new OpenLoad(run.stage().port("order"), "POST", SESSIONS, SESSIONS, rate, seconds, orders);
            long beginsAt = databases.nextWriter();
            long from = load.begin();
            load.await();
            long deadline = System.nanoTime() + WITHIN_S * 1_000_000_000L;
            while (!confirmed.keySet().containsAll(orders.accepted().keySet()) && System.nanoTime() < deadline) {
                Run.passUntil(System.nanoTime() + 50_000_000L);
            }
            long endsAt = databases.nextWriter();
            long last =
                    confirmed.values().stream().mapToLong(Long::longValue).max().orElse(System.nanoTime());
            run.report().count("orders accepted", orders.accepted().size());
            run.report().count("orders confirmed", confirmed.size());
            run.report().violated(run.stage().awaitRest(120));
            if (orders.refused() > 0 || confirmed.size() < orders.accepted().size()) {
                run.report()
                        .violated(List.of(orders.refused() + " orders of a burst were refused, "
                                + (orders.accepted().size() - confirmed.size()) + " not confirmed: "
                                + orders.refusal()));
            }
            double lasted = (last - from) / 1e9;
            long commits = databases.committed(beginsAt, endsAt);
            return new Burst(confirmed.size(), lasted, commits - idle / (double) IDLE_S * lasted);
        }
    }
}
