package io.tresen.benchmarks;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A backlog: orders are accepted while catalog-service is away, and confirmed once it is back. How fast that goes, its start
 * included, against the rate at which orders usually come. The other services run, and their memory is shown.
 */
final class Drain implements Measurement {

    private static final int FILLING_PER_S = 400;
    private static final long ARRIVAL = 100;

    private final int orders;
    private final long arrival;

    Drain(Settings settings) {
        orders = (int) settings.scaled("orders", 20_000, 100);
        arrival = settings.number("arrival-per-s", ARRIVAL, 5);
    }

    @Override
    public void of(Run run) {
        Stage stage = run.stage();
        Shop shop = Shop.register(stage.origin());
        OrderTraffic.putProducts(shop, 100);
        stage.awaitRest(120);
        stage.stop("catalog");
        OrderTraffic traffic = new OrderTraffic(shop.token(), "cod", 100, run.seed(), new Latencies("filling"));
        Hot.fill(stage, traffic, orders, FILLING_PER_S);
        int backlog = traffic.accepted().size();
        run.report().count("orders accepted", backlog);
        Map<String, Long> confirmed = new ConcurrentHashMap<>();
        long begin;
        try (Events events = new Events(stage.bootstrap(), "order.order.v1", seen -> {
            if (seen.type().endsWith("OrderConfirmed")) {
                confirmed.putIfAbsent(seen.key(), seen.seenNs());
            }
        })) {
            begin = System.nanoTime();
            stage.begin("catalog");
            run.report().violated(stage.awaitRest(1_800));
            Run.pass(1);
        }
        tell(run.report(), begin, confirmed, backlog);
        run.report()
                .figure(Figure.of(
                        "memory of all processes afterwards",
                        stage.processes().memoryKb().values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum()
                                / 1_024.0,
                        "MB"));
    }

    private void tell(Report report, long begin, Map<String, Long> confirmed, int backlog) {
        report.count("orders confirmed", confirmed.size());
        if (confirmed.size() < backlog) {
            report.violated(List.of((backlog - confirmed.size()) + " accepted orders were not confirmed"));
            return;
        }
        double perSecond = perSecond(begin, confirmed.values());
        report.figure(Figure.of(
                "a backlog of " + backlog + " orders is confirmed, catalog-service's start included",
                perSecond,
                "orders/s"));
        report.figure(Figure.against(
                "backlog", arrival == ARRIVAL, "that over an arrival of " + arrival + "/s", perSecond / arrival));
    }

    /** From the moment at which catalog-service is started: customers wait for that too. @param confirmedNs of each order */
    static double perSecond(long beginNs, Collection<Long> confirmedNs) {
        long last = confirmedNs.stream().mapToLong(Long::longValue).max().orElse(beginNs);
        return Numbers.perSecond(confirmedNs.size(), last - beginNs);
    }
}
