package io.tresen.benchmarks;

import java.util.ArrayList;
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
    private static final double SUSTAINED = 0.98;

    private final String method;
    private final int products;
    private final long warmUp;
    private final long window;
    private final long idle;
    private final String rates;

    Cost(Settings settings) {
        method = settings.word("payment", "card");
        products = (int) settings.number("products", 500, 50);
        warmUp = settings.number("warm-up-s", 120, 8);
        window = settings.number("window-s", 300, 12);
        idle = settings.number("idle-s", 60, 10);
        rates = settings.word("rates", settings.quick() ? "20" : "100,80,60,50,40,30,20,10");
    }

    @Override
    public void of(Run run) {
        Shop shop = Shop.register(run.stage().origin());
        OrderTraffic.putProducts(shop, products);
        for (String rate : rates.split(",")) {
            if (measure(run, shop, Integer.parseInt(rate.trim()))) {
                return;
            }
            run.report().note("A rate of " + rate + "/s was not sustained.");
            // what nobody could pay expires meanwhile
            run.stage().awaitRest(600);
        }
        run.report().violated(List.of("none of the rates " + rates + " was sustained"));
    }

    private boolean measure(Run run, Shop shop, int rate) {
        Latencies accepting = new Latencies("accepted (202)");
        Latencies confirming = new Latencies("confirmed (OrderConfirmed read from the topic)");
        Latencies payable = new Latencies("payment page known (looked for every 150 ms)");
        Latencies paying = new Latencies("card posted, captured");
        Map<String, Long> confirmed = new ConcurrentHashMap<>();
        OrderTraffic orders = new OrderTraffic(shop.token(), method, products, run.seed(), accepting);
        Meter meter = new Meter(run.stage());
        OpenLoad load = new OpenLoad(run.stage().port("gateway"), "POST", CONNECTIONS, rate, warmUp + window, orders);
        long paid;
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
            long begun = load.begin();
            long from = begun + warmUp * 1_000_000_000L;
            long until = from + window * 1_000_000_000L;
            orders.countBetween(from, until);
            Run.passUntil(from);
            meter.busyFrom();
            Run.passUntil(until);
            meter.busyUntil();
            load.await();
            unrest = run.stage().awaitRest(180);
            Run.pass(1);
            paid = payer.paid();
            run.report().count("payments given up at " + rate + "/s", payer.gaveUp());
            run.report().count("looks for a payment page at " + rate + "/s", payer.looks());
            orders.accepted().forEach((order, intendedNs) -> {
                if (confirmed.containsKey(order) && orders.counts(intendedNs)) {
                    confirming.record(intendedNs, confirmed.get(order));
                }
            });
        }
        long completed = confirmed.values().stream().filter(meter::counts).count();
        // those of a second may be on their way at the end
        boolean sustained = completed >= SUSTAINED * rate * meter.seconds() - rate && orders.refused() == 0;
        run.report().count("orders attempted at " + rate + "/s", load.attempted());
        run.report()
                .count("orders accepted at " + rate + "/s", orders.accepted().size());
        run.report().count("orders confirmed at " + rate + "/s", confirmed.size());
        run.report().count("orders refused at " + rate + "/s", orders.refused());
        run.report().count("requests without an answer at " + rate + "/s", load.unanswered());
        if (orders.refusal() != null) {
            run.report().note("The last refusal: " + orders.refusal());
        }
        if (!sustained) {
            return false;
        }
        run.report().violated(unrest);
        long never = orders.accepted().keySet().stream()
                .filter(order -> !confirmed.containsKey(order))
                .count();
        if (never > 0) {
            run.report().violated(List.of(never + " accepted orders were never confirmed"));
        }
        meter.idle(idle);
        meter.tell(run.report(), 5, "completed order (" + method + ", REST)", rate, completed);
        List<Latencies> latencies = new ArrayList<>(List.of(accepting, confirming));
        if (method.equals("card")) {
            latencies.addAll(List.of(payable, paying));
            run.report().count("orders paid", paid);
        }
        run.report().latencies(latencies.toArray(Latencies[]::new));
        return true;
    }
}
