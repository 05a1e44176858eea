package io.tresen.proof.races;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.proof.client.Shop;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * An order that is sent twice at once with one idempotency key, and paid by two taps at once on the pay page: one order, one
 * charge.
 */
public record DoubleClick(Shop shop) implements Race {

    private static final int CLICKS = 2;
    private static final int STOCK = 10;
    private static final int PAY_WITHIN_S = 3_600;

    @Override
    public String name() {
        return "double click on order and on pay";
    }

    @Override
    public int lanes() {
        return 4;
    }

    @Override
    public List<String> once(int number, SplittableRandom random, Ends ends) {
        Case one = Case.of(shop, "double-" + number, STOCK);
        String key = UUID.randomUUID().toString();
        Supplier<String> click = () -> one.place(key, "card", PAY_WITHIN_S);
        Set<String> orders = new TreeSet<>(AtOnce.of(Collections.nCopies(CLICKS, click)));
        List<String> wrong = new ArrayList<>();
        if (orders.size() != 1) {
            wrong.add("one key made the orders " + orders);
        }
        String order = orders.iterator().next();
        String payPath = shop.payPath(order);
        Supplier<Integer> tap = () -> one.tap(payPath).status();
        for (int status : AtOnce.of(Collections.nCopies(CLICKS, tap))) {
            if (status != 200) {
                wrong.add("a tap on order " + order + "'s pay page was answered with " + status);
            }
        }
        one.pay(payPath);
        JsonNode end = one.decided(order);
        ends.saw(end.path("status").asText());
        if (!end.path("status").asText().equals("confirmed")) {
            wrong.add("order " + order + " is " + end.path("status").asText());
        }
        if (shop.payments(order).size() != 1) {
            wrong.add("order " + order + " has " + shop.payments(order).size() + " payments");
        }
        wrong.addAll(one.keeps(order, Case.PRICE_MINOR));
        wrong.addAll(one.available(STOCK - 1));
        return wrong;
    }
}
