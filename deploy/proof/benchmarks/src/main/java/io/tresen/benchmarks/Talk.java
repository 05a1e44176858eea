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

    private final int products;
    private final Sustained sustained;

    Talk(Settings settings) {
        products = (int) settings.number("products", 500, 50);
        sustained = new Sustained(settings, "3,5");
    }

    @Override
    public void of(Run run) {
        Shop shop = Shop.register(run.stage().origin());
        OrderTraffic.putProducts(shop, products);
        run.stage().awaitRest(120);
        sustained.measure(
                run,
                "conversation-cpu",
                "conversation-rate",
                "conversation with a confirmed order",
                (rate, warmUpS, windowS, meter) -> attempt(run, shop, rate, warmUpS, windowS, meter));
    }

    private Sustained.Outcome attempt(Run run, Shop shop, int rate, long warmUpS, long windowS, Meter meter) {
        Latencies talking = new Latencies("from the opening to the confirmation");
        Map<Long, Long> ended = new ConcurrentHashMap<>();
        Map<String, AtomicInteger> troubles = new ConcurrentHashMap<>();
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(HttpClient.Builder.NO_PROXY)
                .build();
        long begin = System.nanoTime();
        long from = begin + warmUpS * 1_000_000_000L;
        long until = from + windowS * 1_000_000_000L;
        Thread metering = new Thread(() -> Sustained.meter(meter, from, windowS), "meter");
        metering.start();
        long begun = rate * (warmUpS + windowS);
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
        List<String> unrest = run.stage().awaitRest(300);
        Run.pass(1);
        ended.forEach((intended, at) -> {
            if (intended >= from && intended < until) {
                talking.record(intended, at);
            }
        });
        return new Sustained.Outcome(
                ended.values().stream().filter(meter::counts).count(),
                begun - ended.size(),
                unrest,
                Map.of("conversations begun", begun, "conversations ended with a confirmed order", (long) ended.size()),
                List.of(talking),
                troubles.entrySet().stream()
                        .limit(5)
                        .map(trouble -> trouble.getValue() + " times: " + trouble.getKey())
                        .toList());
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
