package io.tresen.proof.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shoppers who order by card with an hour to pay, and never do: their orders end at their deadline, and they are told. */
public final class NeverPayers {

    private static final int SHOPPERS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Shop shop;
    private final Buyer buyer;
    private final List<Shopper> shoppers = new ArrayList<>();
    private final Map<String, Shopper> orders = new LinkedHashMap<>();

    public NeverPayers(Shop shop) {
        this.shop = shop;
        this.buyer = new Buyer(shop);
        for (int i = 0; i < SHOPPERS; i++) {
            shoppers.add(shop.shopper().consenting());
        }
    }

    /** Places one and waits until its stock is decided. @return its id */
    public String place() {
        Shopper shopper = shoppers.get(orders.size() % SHOPPERS);
        String order = buyer.place("card", shopper.shopperId());
        orders.put(order, shopper);
        Pause pause = new Pause(PATIENCE);
        while (shop.order(order).path("status").asText().equals("placed") && pause.again()) {
            // nobody is in a hurry
        }
        return order;
    }

    /** All that were placed. */
    public List<String> orders() {
        return List.copyOf(orders.keySet());
    }

    /** How many orders each shopper has placed. */
    public Map<Shopper, Integer> shoppers() {
        Map<Shopper, Integer> placed = new LinkedHashMap<>();
        orders.values().forEach(shopper -> placed.merge(shopper, 1, Integer::sum));
        return placed;
    }
}
