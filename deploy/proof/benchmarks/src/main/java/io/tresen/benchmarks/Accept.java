package io.tresen.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Orders accepted by order-service alone against the same SQL: the very transaction of an accepted order, taken from
 * PostgreSQL's log, again and again over as many JDBC connections. Then orders confirmed by the whole platform, times the
 * commits that each needs, against the commits of that loop. Rounds alternate.
 */
final class Accept implements Measurement {

    private static final List<String> OTHERS = List.of("catalog", "chat", "payment", "notification");
    private static final int SESSIONS = 64;
    /** As the service's own pool (quarkus.datasource.reactive.max-size). */
    private static final int POOL = 20;

    private record Setting(int rounds, long seconds, long offered, int products) {}

    private final Setting setting;

    Accept(Settings settings) {
        setting = new Setting(
                (int) settings.number("rounds", 5, 2),
                settings.number("round-s", 10, 3),
                settings.number("offered-per-s", 3_000, 1_000),
                (int) settings.number("products", 500, 50));
    }

    @Override
    public void of(Run run) {
        Shop shop = Shop.register(run.stage().origin());
        OrderTraffic.putProducts(shop, setting.products());
        run.stage().awaitRest(60);
        Databases databases = new Databases(run.stage());
        Shop direct = shop.at("http://127.0.0.1:" + run.stage().port("order"));
        OrderTraffic one = new OrderTraffic(shop.token(), "cod", setting.products(), run.seed(), new Latencies(""));
        List<RecordedStatement> transaction = databases.record(
                "order", () -> direct.post("/orders/v1/orders", one.call(0).body()), "insert into orders ");
        SqlLoop loop =
                new SqlLoop(databases.copyOf("order"), "tresen_order", transaction, ids(shop, setting.products()));
        run.stage().begin("order");
        run.report().note("The reference transaction has " + transaction.size() + " statements.");
        accepted(run, shop, setting, loop, databases);
        confirmed(run, shop, setting, loop, databases);
        databases.drop("order");
    }

    /** The tenant's id and those of its products. */
    static List<String> ids(Shop shop, int products) {
        List<String> ids = new ArrayList<>(List.of(shop.businessId()));
        ids.addAll(shop.productIds(products));
        return ids;
    }

    private static void accepted(Run run, Shop shop, Setting setting, SqlLoop loop, Databases databases) {
        OTHERS.forEach(run.stage()::stop);
        double[] ratios = new double[setting.rounds()];
        List<List<Object>> rows = new ArrayList<>();
        for (int round = -1; round < setting.rounds(); round++) {
            Round ours = round(run, shop, setting, setting.seconds());
            double reference = reference(loop, databases, setting);
            if (round >= 0) {
                ratios[round] = ours.acceptedPerSecond / reference;
                rows.add(List.of(round + 1, ours.acceptedPerSecond, reference, ratios[round]));
            }
        }
        OTHERS.forEach(run.stage()::begin);
        run.report().violated(run.stage().awaitRest(900));
        run.report()
                .figure(Figure.atLeast(
                        0.5,
                        "orders accepted/s over transactions/s of the bare loop, median",
                        Numbers.median(ratios),
                        "ratio"));
        run.report().table("Accepted, by round", List.of("round", "accepted/s", "bare transactions/s", "ratio"), rows);
    }

    private static void confirmed(Run run, Shop shop, Setting setting, SqlLoop loop, Databases databases) {
        double[] ratios = new double[setting.rounds()];
        List<List<Object>> rows = new ArrayList<>();
        for (int round = -1; round < setting.rounds(); round++) {
            long idleFrom = databases.commits();
            Run.pass(setting.seconds());
            double idleCommits = (databases.commits() - idleFrom) / (double) setting.seconds();
            Round ours = round(run, shop, setting, setting.seconds());
            run.report().violated(run.stage().awaitRest(600));
            double reference = reference(loop, databases, setting);
            if (round >= 0) {
                double commits = Numbers.each(ours.commits - idleCommits * setting.seconds(), ours.confirmed);
                double perSecond = ours.confirmed / (double) setting.seconds();
                ratios[round] = perSecond * commits / reference;
                rows.add(List.of(round + 1, perSecond, commits, reference, ratios[round]));
            }
        }
        run.report()
                .figure(Figure.atLeast(
                        0.4,
                        "orders confirmed/s × commits of each, over commits/s of the bare loop, median",
                        Numbers.median(ratios),
                        "ratio"));
        run.report()
                .table(
                        "Confirmed, by round",
                        List.of("round", "confirmed/s", "commits of an order", "bare commits/s", "ratio"),
                        rows);
    }

    private static double reference(SqlLoop loop, Databases databases, Setting setting) {
        double perSecond = loop.perSecond(POOL, setting.seconds());
        databases.truncateCopy("order", "outbox_event");
        return perSecond;
    }

    private record Round(double acceptedPerSecond, long confirmed, long commits) {}

    private static Round round(Run run, Shop shop, Setting setting, long seconds) {
        Set<String> confirmed = ConcurrentHashMap.newKeySet();
        Latencies accepting = new Latencies("overload");
        OrderTraffic orders = new OrderTraffic(shop.token(), "cod", setting.products(), run.seed(), accepting);
        long[] window = {Long.MAX_VALUE, Long.MAX_VALUE};
        java.util.concurrent.atomic.AtomicLong good = new java.util.concurrent.atomic.AtomicLong();
        Traffic traffic = new Traffic() {
            @Override
            public Call call(long number) {
                return orders.call(number);
            }

            @Override
            public void answered(Answer answer) {
                orders.answered(answer);
                if (answer.status() == 202 && answer.endNs() >= window[0] && answer.endNs() < window[1]) {
                    good.incrementAndGet();
                }
            }
        };
        OpenLoad load = new OpenLoad(
                run.stage().port("order"), "POST", SESSIONS, SESSIONS, setting.offered(), seconds + 2, traffic);
        Databases databases = new Databases(run.stage());
        try (Events events = new Events(run.stage().bootstrap(), "order.order.v1", seen -> {
            if (seen.type().endsWith("OrderConfirmed") && seen.seenNs() >= window[0] && seen.seenNs() < window[1]) {
                confirmed.add(seen.key());
            }
        })) {
            long from = load.begin() + 1_000_000_000L;
            window[1] = from + seconds * 1_000_000_000L;
            window[0] = from;
            Run.passUntil(from);
            long before = databases.commits();
            Run.passUntil(window[1]);
            long commits = databases.commits() - before;
            load.await();
            run.report().count("orders accepted", orders.accepted().size());
            if (orders.refused() > 0) {
                run.report().violated(List.of(orders.refused() + " orders were refused: " + orders.refusal()));
            }
            return new Round(Numbers.perSecond(good.get(), window[1] - window[0]), confirmed.size(), commits);
        }
    }
}
