package io.tresen.proof.races;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.proof.client.Shop;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The shop cancels while the order is being confirmed: every second time by the card that pays it at the same moment, else by
 * the stock that is reserved for cash on delivery. Whatever was first, the order ends as cancelled, no money is kept and the
 * unit is back on sale.
 */
public final class CancelAgainstConfirm implements Race {

    private static final int PAY_WITHIN_S = 3_600;
    private static final double FIRST_MS = 60;

    private final Shop shop;
    private final Edge behindTheOrder = new Edge(FIRST_MS);
    private final Edge behindThePayment = new Edge(FIRST_MS);

    public CancelAgainstConfirm(Shop shop) {
        this.shop = shop;
    }

    @Override
    public String name() {
        return "cancel against confirm";
    }

    @Override
    public int lanes() {
        return 4;
    }

    @Override
    public Set<String> outcomes() {
        return Set.of(
                "card, confirmed first", "card, cancelled first", "cash, confirmed first", "cash, cancelled first");
    }

    @Override
    public List<String> once(int number, SplittableRandom random, Ends ends) {
        Case one = Case.of(shop, "cancel-" + number, 1);
        boolean card = number % 2 == 0;
        Edge edge = card ? behindThePayment : behindTheOrder;
        long moment = edge.nanos(random);
        String order = one.place(card ? "card" : "cod", PAY_WITHIN_S);
        List<String> wrong = new ArrayList<>();
        if (card) {
            String payPath = shop.payPath(order);
            AtOnce.of(List.of(
                    () -> {
                        one.pay(payPath);
                        return "paid";
                    },
                    () -> {
                        Case.moment(moment);
                        cancel(order);
                        return "cancelled";
                    }));
        } else {
            Case.moment(moment);
            cancel(order);
        }
        JsonNode end = one.decided(order);
        if (!end.path("status").asText().equals("cancelled")) {
            wrong.add("order " + order + " is " + end.path("status").asText());
        }
        edge.move(!wasConfirmed(end));
        ends.saw((card ? "card, " : "cash, ") + (wasConfirmed(end) ? "confirmed first" : "cancelled first"));
        wrong.addAll(one.keeps(order, 0));
        wrong.addAll(one.available(1));
        return wrong;
    }

    private void cancel(String order) {
        shop.http()
                .post("/orders/v1/orders/" + order + "/cancellation", "{\"reason\": \"race\"}")
                .expect(200);
    }

    private static boolean wasConfirmed(JsonNode order) {
        for (JsonNode entry : order.path("history")) {
            if (entry.path("event").asText().equals("OrderConfirmed")) {
                return true;
            }
        }
        return false;
    }
}
