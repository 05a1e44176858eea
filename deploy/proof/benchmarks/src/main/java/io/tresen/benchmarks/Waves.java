package io.tresen.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Waves for a product that far more wait for than come back: how long until the first of them is told, and how much slower orders
 * of other products are confirmed while the wave runs, against those that were due just before it.
 */
final class Waves {

    static final long MILLION = 1_000_000;

    private static final int CONNECTIONS = 32;
    private static final long SETTLE_S = 5;

    private final Run run;
    private final Shop shop;
    private final String product;
    private final int otherProducts;
    private final long available;
    private final long rate;
    private final long seconds;
    private final Latencies quiet;
    private final Latencies busy;

    /** @param available how many come back each time, @param rate of orders a second, @param seconds before and after each wave */
    Waves(Run run, Shop shop, String product, int otherProducts, long available, long rate, long seconds) {
        this.run = run;
        this.shop = shop;
        this.product = product;
        this.otherProducts = otherProducts;
        this.available = available;
        this.rate = rate;
        this.seconds = seconds;
        this.quiet = new Latencies("order to confirmation, before a wave, at " + rate + "/s");
        this.busy = new Latencies("order to confirmation, while a wave runs, at " + rate + "/s");
    }

    private record Wave(double firstS, double allS, Latencies before, Latencies during) {

        double slowerPercent() {
            return 100 * (during.ms(50) / before.ms(50) - 1);
        }
    }

    /** @param subscribers who wait */
    void measure(int rounds, long subscribers) {
        double[] first = new double[rounds];
        double[] slower = new double[rounds];
        List<List<Object>> rows = new ArrayList<>();
        // the first is for the compilers; who was told took nothing, so that each wave has room by what is more than
        // before
        for (int round = -1; round < rounds; round++) {
            Wave wave = wave(available * (round + 2), round >= 0);
            if (round >= 0) {
                first[round] = wave.firstS();
                slower[round] = wave.slowerPercent();
                rows.add(List.of(
                        round + 1,
                        wave.firstS(),
                        wave.allS(),
                        wave.before().ms(50),
                        wave.during().ms(50),
                        wave.slowerPercent(),
                        wave.during().count()));
            }
        }
        // an interval after the first of them the next would be told, into what is measured then
        shop.stock(product, 0);
        run.report().violated(run.stage().awaitRest(120));
        boolean million = subscribers == MILLION;
        run.report().latencies(quiet, busy);
        run.report()
                .figure(Figure.against(
                        "first-notice", million, "restock to the first notice, median", Numbers.median(first)));
        run.report()
                .figure(Figure.against(
                        "orders-during-wave",
                        million,
                        "slower orders while a wave runs, time to confirmation, median",
                        Numbers.median(slower)));
        run.report()
                .table(
                        "Waves of " + available + " at " + subscribers + " subscribers",
                        List.of(
                                "wave",
                                "first notice s",
                                "last notice s",
                                "order p50 ms before",
                                "during",
                                "slower %",
                                "orders during"),
                        rows);
    }

    private Wave wave(long onHand, boolean counts) {
        Map<String, Long> confirmed = new ConcurrentHashMap<>();
        OrderTraffic orders =
                new OrderTraffic(shop.token(), "cod", otherProducts, run.seed(), new Latencies("accepting"));
        List<Long> at;
        long restock;
        try (Notices notices = new Notices(run.stage());
                Events placed = new Events(run.stage().bootstrap(), "order.order.v1", seen -> {
                    if (seen.type().endsWith("OrderConfirmed")) {
                        confirmed.putIfAbsent(seen.key(), seen.seenNs());
                    }
                })) {
            OpenLoad load = new OpenLoad(
                    run.stage().port("gateway"), "POST", CONNECTIONS, rate, SETTLE_S + 2 * seconds, orders);
            restock = load.begin() + (SETTLE_S + seconds) * 1_000_000_000L;
            Run.passUntil(restock);
            shop.stock(product, onHand);
            notices.await(available);
            load.await();
            run.report().violated(run.stage().awaitRest(120));
            Run.pass(1);
            at = notices.atNs();
        }
        check(orders, confirmed.size(), at.size());
        long firstNs = at.isEmpty() ? restock : at.get(0);
        long lastNs = at.isEmpty() ? restock : at.get(at.size() - 1);
        Wave wave = new Wave(
                (firstNs - restock) / 1e9, (lastNs - restock) / 1e9, new Latencies("before"), new Latencies("during"));
        orders.accepted().forEach((order, intended) -> {
            Long end = confirmed.get(order);
            if (end != null && intended >= restock - seconds * 1_000_000_000L && intended < restock) {
                record(intended, end, wave.before(), counts ? quiet : null);
            } else if (end != null && intended >= restock && intended < lastNs) {
                record(intended, end, wave.during(), counts ? busy : null);
            }
        });
        return wave;
    }

    private static void record(long intended, long end, Latencies one, Latencies all) {
        one.record(intended, end);
        if (all != null) {
            all.record(intended, end);
        }
    }

    private void check(OrderTraffic orders, int confirmed, int notices) {
        int accepted = orders.accepted().size();
        run.report().count("orders accepted", accepted);
        run.report().count("orders confirmed", confirmed);
        if (notices != available || confirmed != accepted || orders.refused() > 0) {
            run.report()
                    .violated(List.of(notices + " notices of " + available + ", " + confirmed + " orders confirmed of "
                            + accepted + ", " + orders.refused() + " refused: " + orders.refusal()));
        }
    }
}
