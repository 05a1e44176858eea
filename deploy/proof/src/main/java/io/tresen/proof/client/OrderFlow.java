package io.tresen.proof.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Orders that flow in by REST from a few clients at once: two thirds by card, which is then paid on the pay page, one third
 * cash on delivery; a fifth has two lines. Each client repeats with the same idempotency key until it has an answer.
 */
public final class OrderFlow {

    private static final int CLIENTS = 4;
    private static final int PRODUCTS = 5;

    private final Shop shop;
    private final long seed;
    private final Queue<String> accepted = new ConcurrentLinkedQueue<>();
    private final Queue<String> troubles = new ConcurrentLinkedQueue<>();
    private final AtomicInteger done = new AtomicInteger();
    private final Semaphore let = new Semaphore(0);
    private int payWithinS = 3_600;
    private ExecutorService clients;

    public OrderFlow(Shop shop, long seed) {
        this.shop = shop;
        this.seed = seed;
        for (int i = 0; i < PRODUCTS; i++) {
            shop.product("flow-" + i, "Flow " + i, 1000 + i, 1_000_000, "goods");
        }
    }

    /** How long those who pay may take, in business time. @param seconds 10 to 86,400 */
    public OrderFlow payWithin(int seconds) {
        payWithinS = seconds;
        return this;
    }

    /** Starts so many orders and returns at once. */
    public OrderFlow start(int orders) {
        return prepare(orders).let(orders);
    }

    /** Makes so many orders ready; they go when they are let. */
    public OrderFlow prepare(int orders) {
        clients = Executors.newFixedThreadPool(CLIENTS);
        for (int i = 0; i < orders; i++) {
            int number = i;
            clients.execute(() -> {
                try {
                    let.acquireUninterruptibly();
                    one(new Random(seed * 31 + number));
                } catch (RuntimeException | AssertionError e) {
                    troubles.add(e.toString());
                }
                done.incrementAndGet();
            });
        }
        clients.shutdown();
        return this;
    }

    /** Lets so many more go. */
    public OrderFlow let(int orders) {
        let.release(orders);
        return this;
    }

    /** How many have been placed and, by card, paid. */
    public int done() {
        return done.get();
    }

    /** Waits until so many are done. */
    public void awaitDone(int count) {
        Pause pause = new Pause(Duration.ofMinutes(10));
        while (done.get() < count) {
            if (!pause.again()) {
                throw new IllegalStateException("only " + done + " of " + count + " orders went through");
            }
        }
    }

    /** Waits for the end of all; returns ids of the orders that were answered with 202. */
    public List<String> accepted() {
        try {
            if (!clients.awaitTermination(15, TimeUnit.MINUTES)) {
                throw new IllegalStateException("only " + done + " orders went through in 15 minutes");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return List.copyOf(accepted);
    }

    /** What no client could get past. */
    public List<String> troubles() {
        return List.copyOf(troubles);
    }

    private void one(Random random) {
        boolean card = random.nextInt(3) > 0;
        String lines = line(random.nextInt(PRODUCTS), 1 + random.nextInt(3));
        if (random.nextInt(5) == 0) {
            lines = line(0, 1) + ", " + line(1 + random.nextInt(PRODUCTS - 1), 2);
        }
        String order = shop.http()
                .post(
                        "/orders/v1/orders",
                        UUID.randomUUID().toString(),
                        """
                        {"lines": [%s], "payment_method": "%s", "pay_within_s": %d, "customer": {"name": "Flow"},
                         "delivery_address": {"name": "Flow", "street": "Weg 1", "postcode": "50667", "city": "Köln",
                          "country": "DE"}}"""
                                .formatted(lines, card ? "card" : "cod", payWithinS))
                .expect(202)
                .path("order_id")
                .asText();
        accepted.add(order);
        if (card) {
            pay(order);
        }
    }

    private static String line(int product, int quantity) {
        return "{\"retailer_id\": \"flow-" + product + "\", \"quantity\": " + quantity + "}";
    }

    private void pay(String order) {
        String url = payUrl(order);
        String path = url.substring(url.indexOf("/payments/"));
        Http open = new Http(shop.origin(), null);
        Pause pause = new Pause(Duration.ofMinutes(3));
        String status;
        do {
            status = open.post(path, "{\"method\": \"card\", \"card_token\": \"pm_card_visa\"}")
                    .body()
                    .path("status")
                    .asText();
        } while (!status.equals("captured") && pause.again());
        if (!status.equals("captured")) {
            throw new IllegalStateException("order " + order + " is not paid but " + status);
        }
    }

    private String payUrl(String order) {
        Pause pause = new Pause(Duration.ofMinutes(3));
        do {
            JsonNode data = shop.http()
                    .get("/payments/v1/payments?order_id=" + order)
                    .body()
                    .path("data");
            if (data.path(0).hasNonNull("pay_url")) {
                return data.path(0).path("pay_url").asText();
            }
        } while (pause.again());
        throw new IllegalStateException("order " + order + " can't be paid: it has no pay_url");
    }
}
