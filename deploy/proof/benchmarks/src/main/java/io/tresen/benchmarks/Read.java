package io.tresen.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongFunction;

/**
 * Catalog reads, one product and a page of 50, against bare Vert.x with the same SQL on as many connections. Rounds of both
 * alternate. Twice: as many as go through when more are offered than can be served ({@link Overload}), and the CPU of each read
 * (server and PostgreSQL) at a rate that both serve with ease. The other services are stopped meanwhile.
 */
final class Read implements Measurement {

    private static final List<String> OTHERS = List.of("chat", "order", "payment", "notification");
    private static final int CONNECTIONS = 32;
    /** As many as the service's pool has (quarkus.datasource.reactive.max-size), 14 of which requests may use at once (ADR 24). */
    private static final int POOL = 20;

    /** One server with one kind of read. */
    private record Target(String name, int port, Processes processes, LongFunction<Call> calls) {}

    private record Round(Overload through, double cpuMs) {}

    private final int products;
    private final int rounds;
    private final long seconds;
    private final long offered;
    private final long gentle;

    Read(Settings settings) {
        products = (int) settings.number("products", 10_000, 200);
        rounds = (int) settings.number("rounds", 3, 1);
        seconds = settings.scaled("round-s", 10, 3);
        offered = settings.number("offered-per-s", 20_000, 20_000);
        gentle = settings.number("gentle-per-s", 300, 100);
    }

    @Override
    public void of(Run run) {
        Shop shop = Shop.register(run.stage().origin());
        OrderTraffic.putProducts(shop, products);
        List<String> ids = shop.productIds(products);
        OTHERS.forEach(run.stage()::stop);
        Map<String, Long> roots = run.stage().processes().roots();
        try (Reference reference = Reference.start(run.stage(), POOL, "tresen_catalog", "tresen_catalog")) {
            Processes ours = new Processes(Map.of("catalog", roots.get("catalog"), "postgres", roots.get("postgres")));
            Processes theirs = new Processes(Map.of("reference", reference.pid(), "postgres", roots.get("postgres")));
            int port = run.stage().port("catalog");
            kind(
                    run,
                    "one product",
                    "read-product",
                    rounds,
                    seconds,
                    offered,
                    gentle,
                    List.of(
                            new Target("Tresen", port, ours, number -> {
                                int one = pick(run.seed(), number, products);
                                return Call.get("/catalog/v1/products/b-" + one, shop.token());
                            }),
                            new Target(
                                    "bare",
                                    reference.port(),
                                    theirs,
                                    number -> Call.get(
                                            "/product/" + shop.businessId() + "/"
                                                    + ids.get(pick(run.seed(), number, products)),
                                            null))));
            kind(
                    run,
                    "page of 50",
                    "read-page",
                    rounds,
                    seconds,
                    offered / 4,
                    gentle / 4,
                    List.of(
                            new Target(
                                    "Tresen",
                                    port,
                                    ours,
                                    number -> Call.get("/catalog/v1/products?limit=50", shop.token())),
                            new Target(
                                    "bare",
                                    reference.port(),
                                    theirs,
                                    number -> Call.get("/page/" + shop.businessId() + "/0/50", null))));
        }
        OTHERS.forEach(run.stage()::begin);
    }

    private static int pick(long seed, long number, int products) {
        return new Random(seed * 31 + number).nextInt(products);
    }

    private static void kind(
            Run run,
            String what,
            String goal,
            int rounds,
            long seconds,
            long offered,
            long gentle,
            List<Target> targets) {
        Map<String, Latencies> latencies = new LinkedHashMap<>();
        targets.forEach(target ->
                latencies.put(target.name(), new Latencies(what + ", " + target.name() + " at " + gentle + "/s")));
        List<List<Object>> rows = new ArrayList<>();
        Ratios through = new Ratios();
        double[] cpu = new double[rounds];
        // the first is for the compilers
        for (int round = -1; round < rounds; round++) {
            Map<String, Round> found = new LinkedHashMap<>();
            for (Target target : targets) {
                Overload overload = through(run, what, target, seconds, offered);
                Latencies kept = round < 0 ? new Latencies("warm-up") : latencies.get(target.name());
                found.put(target.name(), new Round(overload, cpu(target, seconds, gentle, kept)));
            }
            if (round >= 0) {
                Round ours = found.get("Tresen");
                Round bare = found.get("bare");
                double ratio = ours.through().perSecond() / bare.through().perSecond();
                cpu[round] = bare.cpuMs() / ours.cpuMs();
                rows.add(List.of(
                        round + 1,
                        ours.through().perSecond(),
                        bare.through().perSecond(),
                        ratio,
                        ours.cpuMs(),
                        bare.cpuMs(),
                        cpu[round],
                        ours.through().busyPercent(),
                        bare.through().busyPercent(),
                        through.add(
                                ratio,
                                ours.through().heldBack("Tresen"),
                                bare.through().heldBack("bare Vert.x"))));
            }
        }
        run.report().figure(Figure.against(goal, through.median()));
        run.report().violated(through.violations(what));
        run.report().figure(Figure.against(goal + "-cpu", Numbers.median(cpu)));
        run.report()
                .table(
                        what + ", by round",
                        List.of(
                                "round",
                                "ours/s",
                                "bare/s",
                                "ratio",
                                "ours CPU ms",
                                "bare CPU ms",
                                "ratio",
                                "generator busy %, ours",
                                "generator busy %, bare",
                                "what to know"),
                        rows);
        latencies.values().forEach(run.report()::latencies);
    }

    /** Reads a second that come through when more are offered. */
    private static Overload through(Run run, String what, Target target, long seconds, long offered) {
        Overload through =
                Overload.through(target.port(), "GET", CONNECTIONS, offered, seconds, 200, Traffic.of(target.calls()));
        if (through.failed() > 0) {
            run.report().violated(List.of(through.failed() + " bad answers of " + target.name() + " to " + what));
        }
        return through;
    }

    /** CPU milliseconds of a read at a rate that is far from the most. */
    private static double cpu(Target target, long seconds, long gentle, Latencies latencies) {
        Reads reads = new Reads(target.calls(), latencies);
        OpenLoad load = new OpenLoad(target.port(), "GET", CONNECTIONS, gentle, seconds + 1, reads);
        long from = load.begin() + 1_000_000_000L;
        long until = from + seconds * 1_000_000_000L;
        reads.countBetween(from, until);
        Run.passUntil(from);
        Usage begin = Usage.of(target.processes());
        Run.passUntil(until);
        Usage end = Usage.of(target.processes());
        load.await();
        return Numbers.each(end.totalSince(begin), reads.good());
    }
}
