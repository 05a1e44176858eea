package io.tresen.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The headline: CPU milliseconds for each completed order over all processes of the platform, Kafka, PostgreSQL, registry and
 * gateway among them; the load generator and the payment sandbox (somebody else's computer) are not in it, and the sandbox is
 * shown. An order is complete when {@code OrderConfirmed} is in the topic: paid, or to be paid on delivery.
 */
final class Cost implements Measurement {

    private static final int CONNECTIONS = 64;

    private final String method;
    private final int products;
    private final Sustained sustained;

    Cost(Settings settings) {
        method = settings.word("payment", "card");
        if (!List.of("card", "cod").contains(method)) {
            throw new Settings.Misunderstood("--payment is card or cod, not " + method);
        }
        products = (int) settings.number("products", 500, 50);
        sustained = new Sustained(settings, "10,20");
    }

    @Override
    public void of(Run run) {
        Shop shop = Shop.register(run.stage().origin());
        OrderTraffic.putProducts(shop, products);
        run.stage().awaitRest(120);
        // the goal is for orders that are paid through the platform, the dearer ones
        boolean card = method.equals("card");
        sustained.measure(
                run,
                card ? "order-cpu" : null,
                card ? "order-rate" : null,
                "completed order (" + method + ", REST)",
                (rate, warmUpS, windowS, meter) -> attempt(run, shop, rate, warmUpS, windowS, meter));
    }

    private Sustained.Outcome attempt(Run run, Shop shop, int rate, long warmUpS, long windowS, Meter meter) {
        Latencies accepting = new Latencies("accepted (202)");
        Latencies confirming = new Latencies("confirmed (OrderConfirmed read from the topic)");
        Latencies payable = new Latencies("payment page known (looked for after 150 ms, then twice as long each time)");
        Latencies paying = new Latencies("card posted, captured");
        Map<String, Long> confirmed = new ConcurrentHashMap<>();
        OrderTraffic orders = new OrderTraffic(shop.token(), method, products, run.seed(), accepting);
        OpenLoad load = new OpenLoad(run.stage().port("gateway"), "POST", CONNECTIONS, rate, warmUpS + windowS, orders);
        Map<String, Long> counts = new LinkedHashMap<>();
        List<String> unrest;
        try (Events events = new Events(run.stage().bootstrap(), "order.order.v1", seen -> {
                    if (seen.type().endsWith("OrderConfirmed")) {
                        confirmed.putIfAbsent(seen.key(), seen.seenNs());
                    }
                });
                Payer payer = new Payer(run.stage().origin(), shop.token(), payable, paying)) {
            if (method.equals("card")) {
                orders.then((order, intendedNs) -> payer.pay(order, intendedNs, orders.counts(intendedNs)));
            }
            long from = load.begin() + warmUpS * 1_000_000_000L;
            orders.countBetween(from, from + windowS * 1_000_000_000L);
            Sustained.meter(meter, from, windowS);
            load.await();
            unrest = run.stage().awaitRest(300);
            Run.pass(1);
            if (method.equals("card")) {
                counts.put("orders paid", payer.paid());
                counts.put("payments given up", payer.gaveUp());
                counts.put("looks for a payment page", payer.looks());
            }
        }
        orders.accepted().forEach((order, intendedNs) -> {
            if (confirmed.containsKey(order) && orders.counts(intendedNs)) {
                confirming.record(intendedNs, confirmed.get(order));
            }
        });
        long never = orders.accepted().keySet().stream()
                .filter(order -> !confirmed.containsKey(order))
                .count();
        counts.put("orders attempted", load.attempted());
        counts.put("orders accepted", (long) orders.accepted().size());
        counts.put("orders confirmed", (long) confirmed.size());
        counts.put("orders refused", orders.refused());
        counts.put("orders accepted and never confirmed", never);
        counts.put("requests without an answer", load.unanswered());
        List<Latencies> latencies = new ArrayList<>(List.of(accepting, confirming));
        if (method.equals("card")) {
            latencies.addAll(List.of(payable, paying));
        }
        return new Sustained.Outcome(
                confirmed.values().stream().filter(meter::counts).count(),
                never + orders.refused() + load.unanswered(),
                unrest,
                counts,
                latencies,
                orders.refusal() == null ? List.of() : List.of("The last refusal: " + orders.refusal()));
    }
}
