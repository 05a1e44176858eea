package io.tresen.proof.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Orders that flow in by REST from a few clients at once: two thirds by card, which is then paid on the pay page, one third
 * cash on delivery; 20 % have two lines, 5 % are for one hot product. Each client makes its next order when the one before is
 * through, and repeats with the same idempotency key until it has an answer. Of each order its id is kept, no more.
 */
public final class OrderFlow {

    /** The product that is ordered most, by the shop's own id. */
    public static final String HOT = "hot";

    private static final int CLIENTS = 4;
    private static final int PRODUCTS = 40;
    private static final int IN_STOCK = 1_000_000;
    private static final int OF_TWO_LINES = 20;
    private static final int OF_HOT = 5;

    /** Of so many orders one wants the code. */
    private static final int WANT_THE_CODE = 4;

    private static final String CODE = "FLOW";

    private final Shop shop;
    private final long seed;
    private final Queue<String> accepted = new ConcurrentLinkedQueue<>();
    private final Queue<String> troubles = new ConcurrentLinkedQueue<>();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger ofTwoLines = new AtomicInteger();
    private final AtomicInteger ofHot = new AtomicInteger();
    private final AtomicInteger wantCode = new AtomicInteger();
    private final AtomicInteger withCode = new AtomicInteger();
    private int codeUses;
    private final Semaphore let = new Semaphore(0);
    private final Queue<String> unpaid = new ConcurrentLinkedQueue<>();
    private int payWithinS = 3_600;
    private boolean pays = true;
    private ExecutorService clients;

    public OrderFlow(Shop shop, long seed) {
        this.shop = shop;
        this.seed = seed;
        for (int i = 0; i < PRODUCTS; i++) {
            shop.product("flow-" + i, "Flow " + i, 1000 + i, IN_STOCK, "goods");
        }
        shop.product(HOT, "Hot", 900, IN_STOCK, "goods");
    }

    /** How long those who pay may take, in business time. @param seconds 10 to 86,400 */
    public OrderFlow payWithin(int seconds) {
        payWithinS = seconds;
        return this;
    }

    /**
     * Has the shop ask for shipping and tax, and every fourth order want a code; where that is used up, it goes without.
     *
     * @param uses how many orders can have the code, 1 or more
     */
    public OrderFlow withCosts(int uses) {
        codeUses = uses;
        shop.costs(CODE, uses);
        return this;
    }

    /** Has nobody pay by card: who ordered so waits until {@link #payLeft}, or the order's deadline. */
    public OrderFlow leaveUnpaid() {
        pays = false;
        return this;
    }

    /**
     * Pays so many of the orders by card that were left unpaid, or all of them where there are fewer. One for the hot product may
     * have got none of it, and is not among them.
     *
     * @return how many were paid
     * @throws IllegalStateException when one can't be paid for minutes
     */
    public int payLeft(int atMost) {
        int paid = 0;
        while (paid < atMost && !unpaid.isEmpty()) {
            pay(unpaid.remove());
            paid++;
        }
        return paid;
    }

    /** Starts so many orders and returns at once. */
    public OrderFlow start(int orders) {
        return prepare(orders).let(orders);
    }

    /** Has clients stand ready to make so many orders; they make as many as they are let. */
    public OrderFlow prepare(int orders) {
        clients = Executors.newFixedThreadPool(CLIENTS);
        for (int i = 0; i < CLIENTS; i++) {
            clients.execute(() -> {
                for (int number = next.getAndIncrement(); number < orders; number = next.getAndIncrement()) {
                    let.acquireUninterruptibly();
                    tried(number);
                }
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

    /** How many of the orders have two lines. */
    public int ofTwoLines() {
        return ofTwoLines.get();
    }

    /** How many of the orders are for the hot product. */
    public int ofHot() {
        return ofHot.get();
    }

    /** How many of the orders wanted the code. */
    public int wantCode() {
        return wantCode.get();
    }

    /** How many of these have it. */
    public int withCode() {
        return withCode.get();
    }

    /** What is wrong with how many got the code; none gives it back, as all of them are confirmed. */
    public List<String> wrongCodes() {
        return wrongCodes(wantCode(), withCode(), codeUses);
    }

    static List<String> wrongCodes(int wanted, int got, int uses) {
        return got == Math.min(wanted, uses)
                ? List.of()
                : List.of("%d of %d who wanted the code got it, which has %d uses".formatted(got, wanted, uses));
    }

    /**
     * What the shop's list of orders has against what was answered, once all is at rest: every accepted order is there and
     * confirmed, and nothing else is. For a flow whose shop has no other orders.
     */
    public List<String> wrong() {
        return wrong(accepted, shop::orders);
    }

    /** @param listed hands on each order of the list */
    static List<String> wrong(Collection<String> accepted, Consumer<Consumer<JsonNode>> listed) {
        Set<String> missing = new HashSet<>(accepted);
        List<String> wrong = new ArrayList<>();
        listed.accept(order -> {
            String id = order.path("order_id").asText();
            String status = order.path("status").asText();
            if (!missing.remove(id)) {
                wrong.add("order " + id + " is there and nobody was answered with it");
            }
            if (!status.equals("confirmed")) {
                wrong.add("order " + id + " is " + status + ", not confirmed");
            }
        });
        missing.forEach(id -> wrong.add("order " + id + " was accepted and is not there"));
        return wrong;
    }

    private void tried(int number) {
        try {
            one(number, new SplittableRandom(seed * 31 + number));
        } catch (RuntimeException | AssertionError e) {
            troubles.add(e.toString());
        }
        done.incrementAndGet();
    }

    private void one(int number, SplittableRandom random) {
        boolean card = random.nextInt(3) > 0;
        int kind = random.nextInt(100);
        int product = random.nextInt(PRODUCTS);
        String lines = line("flow-" + product, 1 + random.nextInt(3));
        if (kind < OF_TWO_LINES) {
            lines += ", " + line("flow-" + (product + 1) % PRODUCTS, 2);
            ofTwoLines.incrementAndGet();
        }
        boolean hot = kind >= OF_TWO_LINES && kind < OF_TWO_LINES + OF_HOT;
        if (hot) {
            lines = line(HOT, 1);
            ofHot.incrementAndGet();
        }
        String method = card ? "card" : "cod";
        String order = codeUses > 0 && number % WANT_THE_CODE == 1
                ? placeWithCode(lines, method)
                : id(place(lines, method, ""));
        accepted.add(order);
        if (card && pays) {
            pay(order);
        } else if (card && !hot) {
            unpaid.add(order);
        }
    }

    private String placeWithCode(String lines, String method) {
        wantCode.incrementAndGet();
        Http.Answer answer = place(lines, method, "\"discount_code\": \"" + CODE + "\",");
        if (answer.status() == 409 && answer.body().path("type").asText().endsWith("/discount-used-up")) {
            return id(place(lines, method, ""));
        }
        String order = id(answer);
        withCode.incrementAndGet();
        return order;
    }

    /** @param more fields, with a comma behind each */
    private Http.Answer place(String lines, String method, String more) {
        return shop.http()
                .post(
                        "/orders/v1/orders",
                        UUID.randomUUID().toString(),
                        """
                        {"lines": [%s], "payment_method": "%s", %s "pay_within_s": %d, "customer": {"name": "Flow"},
                         "delivery_address": {"name": "Flow", "street": "Weg 1", "postcode": "50667", "city": "Köln",
                          "country": "DE"}}"""
                                .formatted(lines, method, more, payWithinS));
    }

    private static String id(Http.Answer accepted) {
        return accepted.expect(202).path("order_id").asText();
    }

    private static String line(String product, int quantity) {
        return "{\"retailer_id\": \"" + product + "\", \"quantity\": " + quantity + "}";
    }

    private void pay(String order) {
        String path = shop.payPath(order);
        Http open = shop.http().open();
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
}
