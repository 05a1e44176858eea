package io.tresen.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Reservations decided by catalog-service alone from a topic that is already full, all on one product, against the same SQL
 * one transaction a reservation on one row (a reservation's transaction from PostgreSQL's log, by several connections), and
 * against as many spread over all products. The other services are stopped while it decides, and all of them while the bare SQL
 * runs. Rounds alternate, after a small one that does not count.
 */
final class Hot implements Measurement {

    private static final List<String> OTHERS = List.of("chat", "order", "payment", "notification");
    private static final int SESSIONS = 64;
    private static final int FILLING_PER_S = 400;
    private static final int ONE_ROW_CONNECTIONS = 8;
    private static final int WARM_UP_PART = 10;

    private final int rounds;
    private final int orders;
    private final int products;
    private final long seconds;

    Hot(Settings settings) {
        rounds = (int) settings.number("rounds", 2, 1);
        orders = (int) settings.scaled("orders", 10_000, 300);
        products = (int) settings.number("products", 500, 50);
        seconds = settings.scaled("one-row-s", 10, 3);
    }

    @Override
    public void of(Run run) {
        Shop shop = Shop.register(run.stage().origin());
        OrderTraffic.putProducts(shop, products);
        run.stage().awaitRest(120);
        Databases databases = new Databases(run.stage());
        // asked now: the service is away once its transaction is recorded
        List<String> ids = Accept.ids(shop, products);
        OrderTraffic one = new OrderTraffic(shop.token(), "cod", 1, run.seed(), new Latencies(""));
        List<RecordedStatement> transaction = databases.record(
                "catalog", () -> shop.post("/orders/v1/orders", one.call(0).body()), "into reservation");
        SqlLoop oneRow = new SqlLoop(databases.copyOf("catalog"), "tresen_catalog", transaction, ids);
        run.stage().begin("catalog");
        run.stage().awaitRest(120);
        List<List<Object>> rows = new ArrayList<>();
        double[] overOneRow = new double[rounds];
        double[] overSpread = new double[rounds];
        for (int round = -1; round < rounds; round++) {
            long all = filled(run, shop, databases, 1, round < 0 ? orders / WARM_UP_PART : orders);
            // no service runs now
            double single = oneRow.perSecond(ONE_ROW_CONNECTIONS, seconds);
            double hot = decided(run, databases, all);
            if (round < 0) {
                // for the compilers and what PostgreSQL keeps in memory; catalog-service starts anew each time
                continue;
            }
            double spread = decided(run, databases, filled(run, shop, databases, products, orders));
            overOneRow[round] = hot / single;
            overSpread[round] = hot / spread;
            rows.add(List.of(round + 1, hot, spread, single, overOneRow[round], overSpread[round]));
        }
        databases.drop("catalog");
        run.report().figure(Figure.against("hot-one-row", Numbers.median(overOneRow)));
        run.report().figure(Figure.against("hot-spread", Numbers.median(overSpread)));
        run.report()
                .note(
                        "catalog-service starts anew for each rate, as its topic is filled while it is away; the first and the last"
                                + " tenth of each fill are not counted.");
        run.report()
                .table(
                        "By round",
                        List.of("round", "hot/s", "spread/s", "one row/s", "hot ÷ one row", "hot ÷ spread"),
                        rows);
    }

    /** Fills the topic while catalog-service is away, and stops all services. @return how many reservations there will be */
    private static long filled(Run run, Shop shop, Databases databases, int products, int orders) {
        Stage stage = run.stage();
        stage.stop("catalog");
        OrderTraffic traffic =
                new OrderTraffic(shop.token(), "cod", products, run.seed(), new Latencies("filling")).single();
        fill(stage, traffic, orders, FILLING_PER_S);
        run.report().count("orders placed", traffic.accepted().size());
        waitUntil(() -> databases.number("order", "select count(*) from outbox_event"), 0, 120);
        OTHERS.forEach(stage::stop);
        return databases.number("catalog", "select count(*) from reservation")
                + traffic.accepted().size();
    }

    /** Starts catalog-service, lets it decide alone until there are so many reservations, then brings everything to rest. */
    private static double decided(Run run, Databases databases, long all) {
        Stage stage = run.stage();
        long before = databases.number("catalog", "select count(*) from reservation");
        stage.begin("catalog");
        double perSecond = rate(databases, before, all);
        OTHERS.forEach(stage::begin);
        run.report().violated(stage.awaitRest(1_200));
        return perSecond;
    }

    /** Places so many orders, or somewhat more; as fast as they are taken, and not faster than so many a second. */
    static void fill(Stage stage, OrderTraffic traffic, int orders, int perSecond) {
        int tries = 0;
        while (traffic.accepted().size() < orders) {
            int left = orders - traffic.accepted().size();
            int before = traffic.accepted().size();
            OpenLoad load = new OpenLoad(
                    stage.port("order"), "POST", SESSIONS, SESSIONS, perSecond, Math.max(1, left / perSecond), traffic);
            load.begin();
            load.await();
            tries = traffic.accepted().size() == before ? tries + 1 : 0;
            if (tries == 3) {
                throw new IllegalStateException("no order is accepted any more: " + traffic.refusal());
            }
        }
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
            // a count costs the server something too
            Run.passUntil(System.nanoTime() + 100_000_000L);
            now = count.getAsLong();
        }
        return now;
    }

    static void waitUntil(LongSupplier count, long wanted, long seconds) {
        long deadline = System.nanoTime() + seconds * 1_000_000_000L;
        while (count.getAsLong() != wanted && System.nanoTime() < deadline) {
            Run.passUntil(System.nanoTime() + 100_000_000L);
        }
    }
}
