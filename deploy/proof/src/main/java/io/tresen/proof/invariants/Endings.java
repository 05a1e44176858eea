package io.tresen.proof.invariants;

import io.tresen.contracts.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * I3: every checkout is answered, and every accepted order is final, or in the shop's hands, or carries attention. An order that still waits for its
 * payment before its deadline is told apart by the caller, who waits for the deadline first.
 */
final class Endings implements Invariant {

    @Override
    public String name() {
        return "I3 every accepted order has an end or is in the shop's hands";
    }

    @Override
    public Subjects subjects(Evidence evidence) {
        return evidence.books().subjects("order", "orders", "orders");
    }

    @Override
    public List<String> violations(Evidence evidence) {
        Map<String, String> statuses = new HashMap<>();
        List<String> found = new ArrayList<>();
        evidence.books()
                .rows("order", "select order_id, status, attention_code from orders")
                .forEach(row -> {
                    statuses.put(row.get("order_id").toString(), (String) row.get("status"));
                    boolean open =
                            List.of("placed", "awaiting_payment", "cancelling").contains(row.get("status"));
                    if (open && row.get("attention_code") == null) {
                        found.add("no end: " + row);
                    }
                });
        evidence.first(Topics.ORDER_ORDER, "OrderPlaced")
                .filter(fact -> !statuses.containsKey(fact.key()))
                .forEach(fact -> found.add("lost: order " + fact.key()));
        Set<String> answered = evidence.first(Topics.ORDER_ORDER)
                .filter(fact -> fact.type().equals("OrderPlaced") || fact.type().equals("CheckoutDeclined"))
                .map(Fact::key)
                .collect(Collectors.toSet());
        evidence.first(Topics.CHAT_CONVERSATION, "CheckoutRequested")
                .map(fact -> fact.value().get("order_id").toString())
                .filter(order -> !answered.contains(order))
                .forEach(order -> found.add("unanswered: the checkout of order " + order));
        return found;
    }
}
