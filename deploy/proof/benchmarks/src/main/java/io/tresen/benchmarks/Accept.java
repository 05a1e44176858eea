package io.tresen.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * Orders accepted by order-service alone against the same SQL: the very transaction of an accepted order, taken from
 * PostgreSQL's log, again and again over as many JDBC connections. Then orders confirmed by the whole platform against the same
 * loop ({@link Confirmed}). Rounds alternate, after a {@link WarmUp} of both.
 */
final class Accept implements Measurement {

    private static final List<String> OTHERS = List.of("catalog", "chat", "payment", "notification");
    private static final int SESSIONS = 64;
    /** As many as the service's pool has (quarkus.datasource.reactive.max-size), 14 of which requests may use at once (ADR 24). */
    private static final int POOL = 20;
    /** A backlog of this size at 100 orders a second, and as much again. */
    private static final long REST_S = 1_200;

    private static final long OUTBOX_S = 60;

    private final int rounds;
    private final long seconds;
    private final long offered;
    private final int products;
    private final WarmUp warmUp;
    private final Confirmed confirmed;

    Accept(Settings settings) {
        rounds = (int) settings.number("rounds", 3, 1);
        seconds = settings.scaled("round-s", 10, 3);
        offered = settings.number("offered-per-s", 3_000, 1_000);
        products = (int) settings.number("products", 500, 50);
        warmUp = WarmUp.of(settings);
        confirmed = new Confirmed(
                rounds, settings.scaled("burst-s", 10, 2), settings.number("burst-per-s", 200, 50), products);
    }

    @Override
    public void of(Run run) {
        Shop shop = Shop.register(run.stage().origin());
        OrderTraffic.putProducts(shop, products);
        run.stage().awaitRest(60);
        Databases databases = new Databases(run.stage());
        Shop direct = shop.at("http://127.0.0.1:" + run.stage().port("order"));
        OrderTraffic one = new OrderTraffic(shop.token(), "cod", products, run.seed(), new Latencies(""));
        List<RecordedStatement> transaction = databases.record(
                "order", () -> direct.post("/orders/v1/orders", one.call(0).body()), "insert into orders ");
        SqlLoop loop = new SqlLoop(databases.copyOf("order"), "tresen_order", transaction, ids(shop, products));
        run.stage().begin("order");
        run.report().note("The reference transaction has " + transaction.size() + " statements.");
        accepted(run, shop, loop, databases);
        confirmed.of(run, shop, () -> reference(loop, databases, seconds));
        databases.drop("order");
    }

    /** The tenant's id and those of its products. */
    static List<String> ids(Shop shop, int products) {
        List<String> ids = new ArrayList<>(List.of(shop.businessId()));
        ids.addAll(shop.productIds(products));
        return ids;
    }

    private void accepted(Run run, Shop shop, SqlLoop loop, Databases databases) {
        OTHERS.forEach(run.stage()::stop);
        Ratios ratios = new Ratios();
        List<List<Object>> rows = new ArrayList<>();
        long orders = warmUp.by(() -> through(run, shop).served());
        settled(databases);
        long transactions = warmUp.by(() -> Math.round(reference(loop, databases, seconds) * seconds));
        run.report().note("Before the rounds: " + orders + " orders and " + transactions + " bare transactions.");
        for (int round = 0; round < rounds; round++) {
            Overload ours = through(run, shop);
            settled(databases);
            double reference = reference(loop, databases, seconds);
            double ratio = ours.perSecond() / reference;
            String known = ratios.add(ratio, ours.heldBack("order-service"));
            rows.add(List.of(round + 1, ours.perSecond(), reference, ratio, ours.busyPercent(), known));
        }
        OTHERS.forEach(run.stage()::begin);
        run.report().violated(run.stage().awaitRest(REST_S));
        run.report().figure(Figure.against("order-accepted", ratios.median()));
        run.report().violated(ratios.violations("orders accepted"));
        run.report()
                .table(
                        "Accepted, by round",
                        List.of(
                                "round",
                                "accepted/s",
                                "bare transactions/s",
                                "ratio",
                                "generator busy %",
                                "what to know"),
                        rows);
    }

    /** What order-service still has to send is sent, and takes nothing from the bare loop. */
    private static void settled(Databases databases) {
        Hot.waitUntil(() -> databases.number("order", "select count(*) from outbox_event"), 0, OUTBOX_S);
    }

    private static double reference(SqlLoop loop, Databases databases, long seconds) {
        double perSecond = loop.perSecond(POOL, seconds);
        databases.truncateCopy("order", "outbox_event");
        return perSecond;
    }

    /** 202s a second when more is offered. */
    private Overload through(Run run, Shop shop) {
        OrderTraffic orders = new OrderTraffic(shop.token(), "cod", products, run.seed(), new Latencies("overload"));
        Overload through = Overload.through(run.stage().port("order"), "POST", SESSIONS, offered, seconds, 202, orders);
        run.report().count("orders accepted", orders.accepted().size());
        if (through.failed() > 0) {
            run.report()
                    .violated(
                            List.of(through.failed() + " orders were refused or have no answer: " + orders.refusal()));
        }
        return through;
    }
}
