package io.tresen.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Reservations decided by catalog-service alone from a topic that is already full, all on one product, against the same SQL
 * one transaction a reservation on one row (a reservation's transaction from PostgreSQL's log, by several connections), and
 * against as many spread over all products. The other services are stopped while it decides.
 */
final class Hot implements Measurement {

    private static final List<String> OTHERS = List.of("chat", "order", "payment", "notification");
    private static final int SESSIONS = 64;
    private static final int ONE_ROW_CONNECTIONS = 8;

    private final int rounds;
    private final int orders;
    private final int products;
    private final long seconds;

    Hot(Settings settings) {
        rounds = (int) settings.number("rounds", 3, 1);
        orders = (int) settings.number("orders", 20_000, 300);
        products = (int) settings.number("products", 500, 50);
        seconds = settings.number("one-row-s", 10, 3);
    }

    @Override
    public void of(Run run) {
        Shop shop = Shop.register(run.stage().origin());
        OrderTraffic.putProducts(shop, products);
        run.stage().awaitRest(120);
        Databases databases = new Databases(run.stage());
        OrderTraffic one = new OrderTraffic(shop.token(), "cod", 1, run.seed(), new Latencies(""));
        List<RecordedStatement> transaction = databases.record(
                "catalog", () -> shop.post("/orders/v1/orders", one.call(0).body()), "into reservation");
        SqlLoop oneRow =
                new SqlLoop(databases.copyOf("catalog"), "tresen_catalog", transaction, Accept.ids(shop, products));
        run.stage().begin("catalog");
        run.stage().awaitRest(120);
        List<List<Object>> rows = new ArrayList<>();
        double[] overOneRow = new double[rounds];
        double[] overSpread = new double[rounds];
        for (int round = -1; round < rounds; round++) {
            double hot = decided(run, shop, databases, 1, round < 0 ? Math.min(orders, 500) : orders);
            double spread = decided(run, shop, databases, products, round < 0 ? Math.min(orders, 500) : orders);
            double single = oneRow.perSecond(ONE_ROW_CONNECTIONS, seconds);
            if (round >= 0) {
                overOneRow[round] = hot / single;
                overSpread[round] = hot / spread;
                rows.add(List.of(round + 1, hot, spread, single, overOneRow[round], overSpread[round]));
            }
        }
        databases.drop("catalog");
        run.report()
                .figure(Figure.atLeast(
                        10,
                        "hot product: decided/s over one transaction each on one row, median",
                        Numbers.median(overOneRow),
                        "ratio"));
        run.report()
                .figure(Figure.atLeast(
                        0.8,
                        "hot product: decided/s over our spread load, median",
                        Numbers.median(overSpread),
                        "ratio"));
        run.report()
                .table(
                        "By round",
                        List.of("round", "hot/s", "spread/s", "one row/s", "hot ÷ one row", "hot ÷ spread"),
                        rows);
    }

    /** Fills the topic while catalog-service is away, lets it decide alone, then brings everything to rest. */
    private static double decided(Run run, Shop shop, Databases databases, int products, int orders) {
        Stage stage = run.stage();
        stage.stop("catalog");
        OrderTraffic traffic =
                new OrderTraffic(shop.token(), "cod", products, run.seed(), new Latencies("filling")).single();
        while (traffic.accepted().size() < orders) {
            int left = orders - traffic.accepted().size();
            OpenLoad load = new OpenLoad(
                    stage.port("order"), "POST", SESSIONS, SESSIONS, 400, Math.max(1, left / 400), traffic);
            load.begin();
            load.await();
        }
        run.report().count("orders placed", traffic.accepted().size());
        waitUntil(() -> databases.number("order", "select count(*) from outbox_event"), 0, 120);
        OTHERS.forEach(stage::stop);
        long before = databases.number("catalog", "select count(*) from reservation");
        long all = before + traffic.accepted().size();
        stage.begin("catalog");
        double perSecond = rate(databases, before, all);
        OTHERS.forEach(stage::begin);
        run.report().violated(stage.awaitRest(900));
        return perSecond;
    }

    /** From the tenth part to the last but one: the JVM's first seconds are not what is asked for. */
    private static double rate(Databases databases, long before, long all) {
        LongSupplier count = () -> databases.number("catalog", "select count(*) from reservation");
        long tenth = (all - before) / 10;
        long from = waitAtLeast(count, before + tenth);
        long beginNs = System.nanoTime();
        long until = waitAtLeast(count, all - tenth);
        return Numbers.perSecond(until - from, System.nanoTime() - beginNs);
    }

    private static long waitAtLeast(LongSupplier count, long least) {
        long deadline = System.nanoTime() + 600_000_000_000L;
        long now = count.getAsLong();
        while (now < least) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("only " + now + " of " + least + " reservations were decided");
            }
            Run.passUntil(System.nanoTime() + 20_000_000L);
            now = count.getAsLong();
        }
        return now;
    }

    private static void waitUntil(LongSupplier count, long wanted, long seconds) {
        long deadline = System.nanoTime() + seconds * 1_000_000_000L;
        while (count.getAsLong() != wanted && System.nanoTime() < deadline) {
            Run.passUntil(System.nanoTime() + 100_000_000L);
        }
    }
}
