package io.tresen.benchmarks;

import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Orders by REST, a fifth of them with two lines, over products called {@code b-0}, {@code b-1} …; who is ordered from what is
 * the seed's.
 */
final class OrderTraffic implements Traffic {

    private static final Pattern ORDER_ID = Pattern.compile("\"order_id\"\\s*:\\s*\"([^\"]+)\"");

    private final String token;
    private final String method;
    private final int products;
    private final long seed;
    private final Latencies accepting;
    private final Map<String, Long> accepted = new ConcurrentHashMap<>();
    private final AtomicLong refused = new AtomicLong();
    private volatile long countFromNs = Long.MAX_VALUE;
    private volatile long countUntilNs = Long.MAX_VALUE;
    private volatile BiConsumer<String, Long> next = (order, intendedNs) -> {};
    private volatile String refusal;
    private boolean single;

    /** @param method how they are paid, @param accepting from the intended start until the 202 */
    OrderTraffic(String token, String method, int products, long seed, Latencies accepting) {
        this.token = token;
        this.method = method;
        this.products = products;
        this.seed = seed;
        this.accepting = accepting;
    }

    static void putProducts(Shop shop, int products) {
        for (int i = 0; i < products; i++) {
            shop.product("b-" + i, "Benchmark " + i, 1_000 + i, 100_000_000);
        }
    }

    /** Orders of one line each. */
    OrderTraffic single() {
        single = true;
        return this;
    }

    /** What happens to each accepted order: its id and when it was meant to be sent. */
    OrderTraffic then(BiConsumer<String, Long> act) {
        next = act;
        return this;
    }

    /** Latencies count from here on, by {@link System#nanoTime}. */
    void countBetween(long fromNs, long untilNs) {
        countFromNs = fromNs;
        countUntilNs = untilNs;
    }

    boolean counts(long intendedNs) {
        return intendedNs >= countFromNs && intendedNs < countUntilNs;
    }

    /** When each accepted order was meant to be sent, by its id. */
    Map<String, Long> accepted() {
        return accepted;
    }

    long refused() {
        return refused.get();
    }

    /** What the last refusal said, or null. */
    String refusal() {
        return refusal;
    }

    @Override
    public Call call(long number) {
        Random random = new Random(seed * 31 + number);
        int first = random.nextInt(products);
        String lines = line(first, 1 + random.nextInt(3));
        if (!single && products > 1 && random.nextInt(5) == 0) {
            lines += ", " + line((first + 1 + random.nextInt(products - 1)) % products, 1);
        }
        return new Call(
                "/orders/v1/orders",
                """
                {"lines": [%s], "payment_method": "%s", "pay_within_s": 180, "customer": {"name": "Benchmark"},
                 "delivery_address": {"name": "Benchmark", "street": "Weg 1", "postcode": "50667", "city": "Köln",
                  "country": "DE"}}"""
                        .formatted(lines, method),
                token,
                // reproducible but for the load before it in the same shop
                new UUID(seed, random.nextLong() ^ System.nanoTime()).toString());
    }

    private static String line(int product, int quantity) {
        return "{\"retailer_id\": \"b-" + product + "\", \"quantity\": " + quantity + "}";
    }

    @Override
    public void answered(Answer answer) {
        Matcher id = ORDER_ID.matcher(answer.body());
        if (answer.status() == 202 && id.find()) {
            if (counts(answer.intendedNs())) {
                accepting.record(answer.intendedNs(), answer.endNs());
            }
            accepted.put(id.group(1), answer.intendedNs());
            next.accept(id.group(1), answer.intendedNs());
        } else if (answer.status() != 0) {
            refused.incrementAndGet();
            refusal = answer.status() + " " + answer.body();
        }
    }
}
