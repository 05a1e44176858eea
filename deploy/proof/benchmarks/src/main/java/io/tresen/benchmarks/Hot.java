package io.tresen.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Reservations decided by catalog-service alone from a topic that is already full, all on one product, against the same SQL
 * one transaction a reservation on one row (a reservation's transaction from PostgreSQL's log, by several connections), and
 * against as many spread over all products. While a topic is filled, and while the bare SQL runs, catalog-service is frozen, so that
 * one JVM decides all fills, the first of which, of both kinds, is for its compilers and does not count. The other services are
 * stopped while it decides and while the bare SQL runs. Hot and spread take turns in being the first of a round.
 */
final class Hot implements Measurement {

    private static final String DECIDED = "select count(*) from reservation";
    private static final List<String> OTHERS = List.of("chat", "order", "payment", "notification");
    private static final int SESSIONS = 64;
    private static final int FILLING_PER_S = 400;
    private static final int ONE_ROW_CONNECTIONS = 8;
    private static final double MILLIS = 1_000;

    private final int rounds;
    private final int orders;
    private final int warmUp;
    private final int products;
    private final long seconds;

    Hot(Settings settings) {
        rounds = (int) settings.number("rounds", 2, 1);
        orders = (int) settings.scaled("orders", 10_000, 1_000);
        warmUp = (int) settings.number("warm-up-orders", 5_000, 400);
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
        long warming = filled(run, shop, databases, warmUp / 2, products, 1);
        oneRow.perSecond(ONE_ROW_CONNECTIONS, seconds);
        decided(run, databases, warming);
        List<List<Object>> rows = new ArrayList<>();
        double[] overOneRow = new double[rounds];
        double[] overSpread = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            boolean hotFirst = round % 2 == 0;
            long waiting = filled(run, shop, databases, orders, hotFirst ? 1 : products);
            // no service runs now
            double single = oneRow.perSecond(ONE_ROW_CONNECTIONS, seconds);
            double first = decided(run, databases, waiting);
            double second = decided(run, databases, filled(run, shop, databases, orders, hotFirst ? products : 1));
            double hot = hotFirst ? first : second;
            double spread = hotFirst ? second : first;
            overOneRow[round] = hot / single;
            overSpread[round] = hot / spread;
            rows.add(List.of(round + 1, hot, spread, single, overOneRow[round], overSpread[round]));
        }
        databases.drop("catalog");
        run.report().figure(Figure.against("hot-one-row", Numbers.median(overOneRow)));
        run.report().figure(Figure.against("hot-spread", Numbers.median(overSpread)));
        run.report()
                .note("catalog-service had decided " + warming
                        + " orders before the first round, and is frozen while its topic is"
                        + " filled; the first and the last tenth of each fill are not counted.");
        run.report()
                .table(
                        "By round",
                        List.of("round", "hot/s", "spread/s", "one row/s", "hot ÷ one row", "hot ÷ spread"),
                        rows);
    }

    /** Freezes catalog-service, fills its topic with so many orders of each kind, and stops the other services. @return how many wait */
    private static long filled(Run run, Shop shop, Databases databases, int orders, int... products) {
        Stage stage = run.stage();
        stage.pause("catalog");
        long all = 0;
        for (int among : products) {
            OrderTraffic traffic =
                    new OrderTraffic(shop.token(), "cod", among, run.seed(), new Latencies("filling")).single();
            fill(stage, traffic, orders, FILLING_PER_S);
            run.report().count("orders placed", traffic.accepted().size());
            all += traffic.accepted().size();
        }
        waitUntil(() -> databases.number("order", "select count(*) from outbox_event"), 0, 120);
        OTHERS.forEach(stage::stop);
        return all;
    }

    /** Lets catalog-service decide alone the orders that wait, then brings everything to rest. @return how many a second */
    private static double decided(Run run, Databases databases, long waiting) {
        Stage stage = run.stage();
        long before = databases.number("catalog", DECIDED);
        stage.resume("catalog");
        waitAtLeast(() -> databases.number("catalog", DECIDED), before + waiting);
        double perSecond = rate(databases.words(
                "catalog",
                "select extract(epoch from reserved_at) * 1000 from reservation order by reserved_at offset "
                        + before));
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

    /**
     * From the tenth part to the last but one: the first is of a service that is just back. What is decided together has one time.
     *
     * @param decidedMs when each was decided, in this order; milliseconds
     */
    static double rate(List<String> decidedMs) {
        int tenth = decidedMs.size() / 10;
        double from = Double.parseDouble(decidedMs.get(tenth));
        double until = Double.parseDouble(decidedMs.get(decidedMs.size() - 1 - tenth));
        long between = decidedMs.stream()
                .mapToDouble(Double::parseDouble)
                .filter(at -> at > from && at <= until)
                .count();
        return between == 0 ? Double.NaN : between * MILLIS / (until - from);
    }

    private static void waitAtLeast(LongSupplier count, long least) {
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
    }

    static void waitUntil(LongSupplier count, long wanted, long seconds) {
        long deadline = System.nanoTime() + seconds * 1_000_000_000L;
        while (count.getAsLong() != wanted && System.nanoTime() < deadline) {
            Run.passUntil(System.nanoTime() + 100_000_000L);
        }
    }
}
