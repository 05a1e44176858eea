package io.tresen.proof.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Shoppers with wallets: they pay orders from them, cancel, are given back a part, send money to each other, at once and in the
 * chat, and ask for some; the other side says yes or no, by tap or by REST.
 */
final class WalletCustomers {

    private static final int OWNERS = 4;
    private static final String PIN = "2580";
    private static final long LOW_MINOR = 5_000;
    private static final long TOP_UP_MINOR = 20_000;
    private static final int MOST_MINOR = 300;

    private final Buyer buyer;
    private final List<WalletOwner> owners = new ArrayList<>();
    private final Deck deck = new Deck(10);
    private final AtomicInteger orders = new AtomicInteger();
    private final AtomicInteger cancellations = new AtomicInteger();
    private final AtomicInteger refunds = new AtomicInteger();
    private final AtomicInteger transfers = new AtomicInteger();
    private final Queue<String> paid = new ConcurrentLinkedQueue<>();
    private final Queue<String> unpaid = new ConcurrentLinkedQueue<>();

    WalletCustomers(Shop shop, Buyer buyer) {
        this.buyer = buyer;
        shop.payableBy("card", "wallet", "cod");
        for (int i = 0; i < OWNERS; i++) {
            WalletOwner owner = WalletOwner.of(shop, PIN);
            owner.topUp(TOP_UP_MINOR);
            owners.add(owner);
        }
    }

    List<WalletOwner> owners() {
        return List.copyOf(owners);
    }

    /** Pays an order, to be cancelled or given back later. */
    void stockUp(int number) {
        buy(owners.get(number % OWNERS));
    }

    /** Does one thing. */
    void one(Random random) {
        int first = random.nextInt(OWNERS);
        WalletOwner one = owners.get(first);
        WalletOwner other = owners.get((first + 1 + random.nextInt(OWNERS - 1)) % OWNERS);
        long amountMinor = 1L + random.nextInt(MOST_MINOR);
        if (one.availableMinor() < LOW_MINOR) {
            one.topUp(TOP_UP_MINOR);
        }
        switch (deck.next(random)) {
            case 0 -> cancel(paid.poll());
            case 1 -> refund(paid.poll());
            case 2 -> sendAtOnce(one, other, amountMinor);
            case 3 -> ask(other, one, amountMinor, random);
            case 4, 5, 6, 7 -> send(one, other, amountMinor, random);
            default -> buy(one);
        }
    }

    /** Orders that are not paid, which another hand may settle. */
    List<String> unpaid() {
        List<String> left = new ArrayList<>();
        for (String order = unpaid.poll(); order != null; order = unpaid.poll()) {
            left.add(order);
        }
        return left;
    }

    /** What was done so far, how often, by kind. */
    Map<String, Long> deeds() {
        Map<String, Long> deeds = new LinkedHashMap<>();
        deeds.put("orders from wallets", orders.longValue());
        deeds.put("cancellations of orders from wallets", cancellations.longValue());
        deeds.put("refunds of a part of orders from wallets", refunds.longValue());
        deeds.put("transfers", transfers.longValue());
        return deeds;
    }

    String told() {
        return "from wallets: orders %s, cancellations %s, refunds of a part %s, transfers %s"
                .formatted(orders, cancellations, refunds, transfers);
    }

    private void buy(WalletOwner owner) {
        String order = buyer.place("wallet", owner.shopperId());
        orders.incrementAndGet();
        boolean isPaid = false;
        try {
            isPaid = buyer.payFromWallet(order, owner.pin());
        } finally {
            // whoever could not get past paying still has an order to settle
            (isPaid ? paid : unpaid).add(order);
        }
    }

    private void cancel(String order) {
        if (order != null) {
            buyer.cancel(order);
            cancellations.incrementAndGet();
        }
    }

    private void refund(String order) {
        if (order != null) {
            buyer.refund(order);
            refunds.incrementAndGet();
            paid.add(order);
        }
    }

    private void sendAtOnce(WalletOwner from, WalletOwner to, long amountMinor) {
        from.sendAtOnce(to, amountMinor);
        transfers.incrementAndGet();
    }

    /** Held by the payer's PIN, and then one of both sides decides. */
    private void send(WalletOwner from, WalletOwner to, long amountMinor, Random random) {
        String transfer = from.sendInChat(to, amountMinor);
        transfers.incrementAndGet();
        from.agree(transfer);
        switch (random.nextInt(6)) {
            case 0 -> to.accept(transfer);
            case 1 -> to.decline(transfer);
            case 2 -> to.tap("decline", transfer);
            case 3 -> from.tap("cancel", transfer);
            default -> to.tap("accept", transfer);
        }
    }

    private void ask(WalletOwner payee, WalletOwner payer, long amountMinor, Random random) {
        String transfer = payee.askInChat(payer, amountMinor);
        transfers.incrementAndGet();
        switch (random.nextInt(3)) {
            case 0 -> payer.tap("decline", transfer);
            case 1 -> payee.cancel(transfer);
            default -> payer.agree(transfer);
        }
    }
}
