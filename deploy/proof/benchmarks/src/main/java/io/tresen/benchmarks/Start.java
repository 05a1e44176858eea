package io.tresen.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * From one command to the first confirmed order on built code, on nothing and on kept data, and the memory of everything then.
 * The command here is this benchmark's own platform process, which starts the same launcher as {@code deploy/local/up}.
 */
final class Start implements Measurement {

    private static final long WITHIN_S = 60;

    private final int rounds;

    Start(Settings settings) {
        rounds = (int) settings.number("rounds", 3, 1);
    }

    @Override
    public void of(Run run) {
        double[] kept = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            run.stage().down();
            long begin = System.nanoTime();
            run.stage().start();
            kept[round] = seconds(begin, firstOrder(run));
        }
        run.report().figure(Figure.against("first-order-kept", Numbers.median(kept)));
        run.report().table("On kept data, by round", List.of("round", "seconds"), rows(kept));
        memory(run);
    }

    /** Measures the very first start, which is before any benchmark runs. @param begin before the platform's process was made */
    static void first(Run run, long begin, long served) {
        double whole = seconds(begin, firstOrder(run));
        run.report().figure(Figure.of("on nothing: until everything serves", seconds(begin, served), "s"));
        run.report().figure(Figure.against("first-order", whole));
    }

    private static double seconds(long begin, long end) {
        return (end - begin) / 1e9;
    }

    private static long firstOrder(Run run) {
        CountDownLatch confirmed = new CountDownLatch(1);
        long[] at = {0};
        try (Events events = new Events(run.stage().bootstrap(), "order.order.v1", seen -> {
            if (seen.type().endsWith("OrderConfirmed")) {
                at[0] = seen.seenNs();
                confirmed.countDown();
            }
        })) {
            Shop shop = Shop.register(run.stage().origin());
            OrderTraffic.putProducts(shop, 2);
            Call order = new OrderTraffic(shop.token(), "cod", 2, run.seed(), new Latencies("")).call(0);
            place(shop, order);
            if (!confirmed.await(WITHIN_S, TimeUnit.SECONDS)) {
                run.report().violated(List.of("the first order was not confirmed within " + WITHIN_S + " s"));
                return System.nanoTime();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        run.report().count("orders confirmed", 1);
        return at[0];
    }

    /** Until order-service has heard of the shop and its products; that time counts. */
    private static void place(Shop shop, Call order) {
        long deadline = System.nanoTime() + WITHIN_S * 1_000_000_000L;
        while (true) {
            try {
                shop.post(order.path(), order.body());
                return;
            } catch (IllegalStateException refused) {
                if (System.nanoTime() > deadline) {
                    throw refused;
                }
                Run.passUntil(System.nanoTime() + 50_000_000L);
            }
        }
    }

    private static List<List<Object>> rows(double[] seconds) {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < seconds.length; i++) {
            rows.add(List.of(i + 1, seconds[i]));
        }
        return rows;
    }

    private static void memory(Run run) {
        Map<String, Long> memory = run.stage().processes().memoryKb();
        List<List<Object>> rows = new ArrayList<>();
        memory.forEach((name, kb) -> rows.add(List.of(name, kb / 1_024)));
        run.report()
                .figure(Figure.against(
                        "memory",
                        memory.values().stream().mapToLong(Long::longValue).sum() / 1_024.0));
        run.report().table("Memory after the first order", List.of("process", "MB"), rows);
    }
}
