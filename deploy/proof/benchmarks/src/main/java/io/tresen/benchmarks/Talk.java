package io.tresen.benchmarks;

import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * CPU of a whole conversation that ends with a confirmed order ({@link Talker}), as {@code cost} measures it for orders by REST.
 * Conversations begin at a rate, whether or not earlier ones have ended. Steps depend on answers, which Hyperfoil's scenarios
 * can't follow over a WebSocket; the arrivals are open all the same, and latency counts from the intended start.
 */
final class Talk implements Measurement {

    private static final double SUSTAINED = 0.98;

    private final int products;
    private final long warmUp;
    private final long window;
    private final long idle;
    private final String rates;

    Talk(Settings settings) {
        products = (int) settings.number("products", 500, 50);
        warmUp = settings.number("warm-up-s", 120, 8);
        window = settings.number("window-s", 300, 12);
        idle = settings.number("idle-s", 60, 10);
        rates = settings.word("rates", settings.quick() ? "5" : "100,60,40,20,10,5");
    }

    @Override
    public void of(Run run) {
        Shop shop = Shop.register(run.stage().origin());
        OrderTraffic.putProducts(shop, products);
        run.stage().awaitRest(120);
        for (String rate : rates.split(",")) {
            if (measure(run, shop, Integer.parseInt(rate.trim()))) {
                return;
            }
            run.report().note("A rate of " + rate + "/s was not sustained.");
            run.stage().awaitRest(300);
        }
        run.report().violated(List.of("none of the rates " + rates + " was sustained"));
    }

    private boolean measure(Run run, Shop shop, int rate) {
        Latencies talking = new Latencies("from the opening to the confirmation");
        Map<Long, Long> ended = new ConcurrentHashMap<>();
        Map<String, AtomicInteger> troubles = new ConcurrentHashMap<>();
        Meter meter = new Meter(run.stage());
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(HttpClient.Builder.NO_PROXY)
                .build();
        long begin = System.nanoTime();
        long from = begin + warmUp * 1_000_000_000L;
        long until = from + window * 1_000_000_000L;
        Thread metering = new Thread(() -> {
            Run.passUntil(from);
            meter.busyFrom();
            Run.passUntil(until);
            meter.busyUntil();
        });
        metering.start();
        long begun = rate * (warmUp + window);
        for (long number = 0; number < begun; number++) {
            long intended = begin + number * 1_000_000_000L / rate;
            Run.passUntil(intended);
            int product = new Random(run.seed() * 31 + number).nextInt(products);
            new Talker(
                            client,
                            run.stage().origin(),
                            "b-" + product,
                            1_000 + product,
                            at -> ended.put(intended, at),
                            trouble -> troubles.computeIfAbsent(trouble, text -> new AtomicInteger())
                                    .incrementAndGet())
                    .begin(shop.handle());
        }
        join(metering);
        List<String> unrest = run.stage().awaitRest(180);
        Run.pass(1);
        long completed = ended.values().stream().filter(meter::counts).count();
        run.report().count("conversations begun at " + rate + "/s", begun);
        run.report().count("conversations ended with a confirmed order at " + rate + "/s", ended.size());
        troubles.entrySet().stream().limit(5).forEach(trouble -> run.report()
                .note(trouble.getValue() + " times: " + trouble.getKey()));
        // those of two seconds may be on their way at the end
        if (completed < SUSTAINED * rate * meter.seconds() - 2 * rate || ended.size() < begun) {
            return false;
        }
        run.report().violated(unrest);
        ended.forEach((intended, at) -> {
            if (intended >= from && intended < until) {
                talking.record(intended, at);
            }
        });
        meter.idle(idle);
        meter.tell(run.report(), 15, "conversation with a confirmed order", rate, completed);
        run.report().latencies(talking);
        return true;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
