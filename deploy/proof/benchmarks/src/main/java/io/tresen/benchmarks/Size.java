package io.tresen.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongFunction;

/**
 * Reads once a shop has grown: p99 at ten million orders and a million products against a hundredth of that. The rows are written
 * by SQL into the services' own databases on this run's throw-away folder ({@link Grown}) and checked within each service; the
 * invariants over all services hold before that and say nothing afterwards. The smaller size comes first, and a request that reads
 * nothing is measured at both, which tells what else has changed meanwhile.
 */
final class Size implements Measurement {

    private static final List<String> OTHERS = List.of("chat", "payment", "notification");
    private static final int CONNECTIONS = 16;
    private static final int HUNDREDTH = 100;
    private static final long FEWER = 1_000_000;
    /** What ten million orders and a million products take, with their indexes, logs and some air. */
    private static final long NEEDED_BYTES = 40_000_000_000L;

    /** One kind of read. @param goal its row of the table, or null */
    private record Kind(String name, String goal, String service, long rate, LongFunction<Call> calls) {}

    private final long orders;
    private final long products;
    private final long seconds;

    Size(Settings settings) {
        orders = settings.scaled("orders", 10_000_000, 20_000);
        products = settings.scaled("products", 1_000_000, 5_000);
        seconds = settings.scaled("round-s", 30, 4);
        if (orders < HUNDREDTH * HUNDREDTH || products < HUNDREDTH * HUNDREDTH / 10) {
            throw new Settings.Misunderstood("a hundredth of that is nothing to measure");
        }
    }

    @Override
    public boolean leavesBooksWhole() {
        return false;
    }

    @Override
    public void of(Run run) {
        long many = fits(run);
        Shop shop = Shop.register(run.stage().origin());
        run.report().violated(run.stage().awaitRest(120));
        run.report().checked("before the rows by SQL", run.stage().check());
        OTHERS.forEach(run.stage()::stop);
        Databases databases = new Databases(run.stage());
        Grown grown = new Grown(databases, shop.businessId(), many);
        long few = many / HUNDREDTH;
        long fewProducts = products / HUNDREDTH;
        grown.orders(0, few);
        grown.products(0, fewProducts);
        Map<String, Latencies> small = measure(run, shop, grown, few, fewProducts);
        long begin = System.nanoTime();
        grown.orders(few, many);
        grown.products(fewProducts, products);
        long seconds = (System.nanoTime() - begin) / 1_000_000_000L;
        Map<String, Latencies> large = measure(run, shop, grown, many, products);
        run.report().count("orders", many);
        run.report().count("products", products);
        run.report().violated(grown.violations(many, products));
        run.report()
                .note(
                        "ROWS BY SQL: orders and products were written into the two services' own databases (the last 99 % within "
                                + seconds
                                + " s) and checked there; no other service knows them, and the invariants over all services"
                                + " were checked before they were written.");
        tell(run.report(), many, small, large, shop, grown);
    }

    /** Ten million only where there is room for them. */
    private long fits(Run run) {
        try {
            long free = Files.getFileStore(run.stage().state()).getUsableSpace();
            if (orders > FEWER && free < NEEDED_BYTES / 10_000_000.0 * orders) {
                String line = "ONLY " + FEWER + " ORDERS INSTEAD OF " + orders + ": " + free / 1_000_000_000L
                        + " GB are free here, and 10 million need " + NEEDED_BYTES / 1_000_000_000L + " GB.";
                System.err.println(line);
                run.report().note(line);
                return FEWER;
            }
            return orders;
        } catch (IOException e) {
            throw new IllegalStateException("Nobody knows how much room there is", e);
        }
    }

    private static List<Kind> kinds(Run run, Shop shop, Grown grown, long orders, long products) {
        return List.of(
                new Kind("a request that reads nothing", null, "order", 50, n -> Call.get("/q/health/live", null)),
                new Kind(
                        "one product",
                        "size-product",
                        "catalog",
                        50,
                        n -> Call.get("/catalog/v1/products/g-" + pick(run, n, products), shop.token())),
                new Kind(
                        "products, first page of 50",
                        "size-products",
                        "catalog",
                        20,
                        n -> Call.get("/catalog/v1/products?limit=50", shop.token())),
                new Kind(
                        "products by two words that one in 9,100 has",
                        "size-search",
                        "catalog",
                        20,
                        n -> Call.get(
                                "/catalog/v1/products?limit=50&q=" + grown.words(pick(run, n, products)),
                                shop.token())),
                new Kind(
                        "one order",
                        "size-order",
                        "order",
                        50,
                        n -> Call.get("/orders/v1/orders/" + grown.order(pick(run, n, orders)), shop.token())),
                new Kind(
                        "orders, newest 50",
                        "size-orders",
                        "order",
                        20,
                        n -> Call.get("/orders/v1/orders?limit=50", shop.token())),
                new Kind(
                        "orders, newest 50 that were cancelled",
                        null,
                        "order",
                        20,
                        n -> Call.get("/orders/v1/orders?limit=50&status=cancelled", shop.token())),
                new Kind(
                        "orders of a shopper",
                        "size-shopper",
                        "order",
                        20,
                        n -> Call.get(
                                "/orders/v1/orders?limit=50&shopper_id=" + grown.shopper(pick(run, n, orders)),
                                shop.token())));
    }

    private static long pick(Run run, long number, long of) {
        return (long) (new Random(run.seed() * 31 + number).nextDouble() * of);
    }

    private Map<String, Latencies> measure(Run run, Shop shop, Grown grown, long orders, long products) {
        Map<String, Latencies> all = new LinkedHashMap<>();
        for (Kind kind : kinds(run, shop, grown, orders, products)) {
            // what was read before is in memory; the first is for that and for the compilers
            read(run, kind, Math.max(2, seconds / 5), new Latencies("warm-up"));
            Latencies latencies = new Latencies(kind.name() + ", of " + orders + " orders, " + products + " products");
            read(run, kind, seconds, latencies);
            all.put(kind.name(), latencies);
        }
        return all;
    }

    private static void read(Run run, Kind kind, long seconds, Latencies latencies) {
        Reads reads = new Reads(kind.calls(), latencies);
        OpenLoad load = new OpenLoad(run.stage().port(kind.service()), "GET", CONNECTIONS, kind.rate(), seconds, reads);
        reads.countBetween(load.begin(), Long.MAX_VALUE);
        load.await();
        if (reads.bad() + load.unanswered() > 0 || reads.good() == 0) {
            run.report()
                    .violated(
                            List.of(kind.name() + ": " + reads.bad() + " bad answers, " + reads.good() + " good ones"));
        }
    }

    private void tell(
            Report report,
            long many,
            Map<String, Latencies> small,
            Map<String, Latencies> large,
            Shop shop,
            Grown grown) {
        List<List<Object>> rows = new ArrayList<>();
        small.forEach((name, before) -> {
            Latencies after = large.get(name);
            report.latencies(before, after);
            rows.add(List.of(
                    name, before.ms(50), after.ms(50), before.ms(99), after.ms(99), after.ms(99) / before.ms(99)));
        });
        for (Kind kind : kinds(null, shop, grown, 1, 1)) {
            if (kind.goal() != null) {
                report.figure(Figure.against(
                        kind.goal(),
                        kind.name() + ": p99 at "
                                + String.format("%,d", kind.service().equals("order") ? many : products)
                                + " over p99 at a hundredth of them",
                        large.get(kind.name()).ms(99) / small.get(kind.name()).ms(99)));
            }
        }
        report.table(
                "Against a hundredth",
                List.of("read", "p50 ms before", "p50 ms", "p99 ms before", "p99 ms", "p99 ÷ before"),
                rows);
    }
}
