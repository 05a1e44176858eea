package io.tresen.proof.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Customers and a shop who do not stop: orders by card, with cards that are late or want to be asked, cancellations of paid
 * and of open orders, refunds of a part, and wishes to be told when a product is back; half of the hands have
 * {@link WalletCustomers wallets}, and one of these {@link TopUpCustomers tops them up} by card. Whatever a card is
 * answered with is taken; what nobody can get past is a trouble, and so is whoever is not told once that a product is back. Most
 * open ends of orders and top-ups are settled by {@link #settle}.
 */
public final class Customers {

    private static final int HANDS = 2;

    /** Paid orders that nobody cancels: while no card is taken, only they can be given money back. */
    private static final int KEPT = 6;

    private static final String ASKS_THE_HOLDER = "pm_sandbox_requires_action";
    private static final Duration BREAK = Duration.ofMillis(400);
    private static final String VISA = "pm_card_visa";
    private static final List<String> CARDS =
            List.of(VISA, VISA, VISA, VISA, "pm_sandbox_late_webhook", ASKS_THE_HOLDER, "pm_card_pendingRefund");

    private final Shop shop;
    private final Buyer buyer;
    private final WalletCustomers wallets;
    private final TopUpCustomers topUps;
    private final long seed;
    private final Deck deck = new Deck(8);
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger cancellations = new AtomicInteger();
    private final AtomicInteger refunds = new AtomicInteger();
    private final AtomicInteger wishes = new AtomicInteger();
    private final AtomicInteger orders = new AtomicInteger();
    private final Queue<String> paid = new ConcurrentLinkedQueue<>();
    private final Queue<String> unpaid = new ConcurrentLinkedQueue<>();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final Queue<Wish> fulfilled = new ConcurrentLinkedQueue<>();
    private final Queue<String> troubles = new ConcurrentLinkedQueue<>();
    private volatile boolean acting;
    private List<Thread> hands = List.of();

    public Customers(Shop shop, long seed) {
        this.shop = shop;
        this.buyer = new Buyer(shop);
        this.wallets = new WalletCustomers(shop, buyer);
        this.topUps = new TopUpCustomers(shop, wallets.owners());
        this.seed = seed;
    }

    /** Makes orders to cancel, to refund and to look up while no card is taken any more. */
    public void stockUp(int count) {
        inHands(count, number -> {
            if (number % 4 == 3) {
                buy(ASKS_THE_HOLDER, asked);
            } else {
                buy(VISA, unpaid);
            }
        });
        inHands(count / 2, wallets::stockUp);
        inHands(count / 4, topUps::stockUp);
    }

    /** Begins to act, and returns. */
    public void begin() {
        acting = true;
        hands = new ArrayList<>();
        for (int i = 0; i < HANDS; i++) {
            hands.add(hand(this::one));
        }
        hands.add(hand(wallets::one));
        hands.add(hand(topUps::one));
    }

    private Thread hand(Consumer<Random> act) {
        int number = begun.incrementAndGet();
        // one source each: the first numbers of neighbouring seeds are much alike
        Random random = new Random(seed * 31 + number);
        Thread hand = new Thread(() -> act(random, act), "customer-" + number);
        hand.setDaemon(true);
        hand.start();
        return hand;
    }

    /** Stops, once what is under way is done. */
    public void stop() {
        acting = false;
        hands.forEach(Customers::join);
    }

    /**
     * Brings every open order and top-up to an end: half of the orders are paid where that goes, the others cancelled. Then everybody
     * whose wish was fulfilled is asked whether they were told.
     */
    public void settle() {
        tried(topUps::settle);
        List<String> left = new ArrayList<>();
        for (String order = unpaid.poll(); order != null; order = unpaid.poll()) {
            left.add(order);
        }
        for (String order = asked.poll(); order != null; order = asked.poll()) {
            left.add(order);
        }
        left.addAll(wallets.unpaid());
        inHands(left.size(), number -> {
            String order = left.get(number);
            if (number % 2 == 0 || !buyer.payByCard(order, VISA)) {
                cancel(order);
            }
        });
        List<Wish> wished = List.copyOf(fulfilled);
        fulfilled.clear();
        inHands(wished.size(), number -> wished.get(number).expectToldOnce());
    }

    /** What was done so far, how often, by kind. */
    public Map<String, Long> deeds() {
        Map<String, Long> deeds = new LinkedHashMap<>();
        deeds.put("orders", orders.longValue());
        deeds.put("cancellations", cancellations.longValue());
        deeds.put("refunds of a part", refunds.longValue());
        deeds.put("wishes", wishes.longValue());
        deeds.putAll(wallets.deeds());
        deeds.put("top-ups by card", topUps.begun());
        return deeds;
    }

    /** What was done so far, in one line. */
    public String told() {
        return "orders %s, cancellations %s, refunds of a part %s, wishes %s; %s; %s"
                .formatted(orders, cancellations, refunds, wishes, wallets.told(), topUps.told());
    }

    /** What no customer could get past. */
    public List<String> troubles() {
        return List.copyOf(troubles);
    }

    private void act(Random random, Consumer<Random> act) {
        while (acting) {
            tried(() -> act.accept(random));
            new Pause(BREAK).again();
        }
    }

    private void one(Random random) {
        switch (deck.next(random)) {
            case 0 -> {
                if (paid.size() > KEPT) {
                    poll(paid, this::cancel);
                }
            }
            case 1 -> poll(unpaid, this::cancel);
            case 2, 3 -> poll(paid, this::refund);
            case 4 -> wish();
            default -> buy(CARDS.get(random.nextInt(CARDS.size())), unpaid);
        }
    }

    private static void poll(Queue<String> queue, Consumer<String> act) {
        String order = queue.poll();
        if (order != null) {
            act.accept(order);
        }
    }

    /** @param waiting where it goes when it is not paid at once */
    private void buy(String card, Queue<String> waiting) {
        String order = buyer.place("card", null);
        orders.incrementAndGet();
        boolean isPaid = false;
        try {
            isPaid = buyer.payByCard(order, card);
        } finally {
            // whoever could not get past paying still has an order to settle
            (isPaid ? paid : waiting).add(order);
        }
    }

    private void cancel(String order) {
        buyer.cancel(order);
        cancellations.incrementAndGet();
    }

    private void refund(String order) {
        buyer.refund(order);
        refunds.incrementAndGet();
        paid.add(order);
    }

    private void wish() {
        Wish wish = Wish.of(shop, "wish-" + wishes.incrementAndGet());
        wish.fulfil();
        fulfilled.add(wish);
    }

    /** So many pieces of work, in a few hands at once. */
    private void inHands(int count, Consumer<Integer> work) {
        AtomicInteger next = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(HANDS);
        for (int i = 0; i < HANDS; i++) {
            Thread hand = new Thread(() -> {
                for (int number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
                    int mine = number;
                    tried(() -> work.accept(mine));
                }
                done.countDown();
            });
            hand.setDaemon(true);
            hand.start();
        }
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void tried(Runnable act) {
        try {
            act.run();
        } catch (RuntimeException | AssertionError e) {
            troubles.add(e.toString());
        }
    }

    private static void join(Thread hand) {
        try {
            hand.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
