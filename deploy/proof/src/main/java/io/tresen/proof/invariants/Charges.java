package io.tresen.proof.invariants;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.contracts.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * I2, by the sandbox's own book: exactly one captured charge per order that is paid by card and owed; none, or charge and
 * refund, for all others. Held money and refunds that a person asked for stand apart.
 */
final class Charges implements Invariant {

    @Override
    public String name() {
        return "I2 each card order is charged once, and nobody else keeps a charge";
    }

    @Override
    public List<String> violations(Evidence evidence) {
        Set<String> owed = keys(evidence, "OrderConfirmed");
        owed.removeAll(keys(evidence, "OrderCancelled"));
        Set<String> apart = evidence.first(Topics.PAYMENT_PAYMENT)
                .filter(fact -> fact.type().equals("PaymentHeld")
                        || fact.type().equals("RefundSucceeded")
                                && fact.value().get("reason").toString().equals("REQUESTED"))
                .map(Fact::key)
                .collect(Collectors.toSet());
        // by what was paid with: the page offers more than the method that the order named
        Set<String> byCard = evidence.first(Topics.PAYMENT_PAYMENT, "PaymentSucceeded")
                .filter(fact -> !(Boolean) fact.value().get("late")
                        && fact.value().get("method").toString().equals("CARD"))
                .map(Fact::key)
                .collect(Collectors.toSet());
        Map<String, Integer> kept = new HashMap<>();
        for (JsonNode intent : evidence.sandbox().path("data")) {
            long left = intent.path("amount_received").asLong() - refunded(intent);
            String order = intent.path("metadata").path("order_id").asText();
            if (left > 0) {
                kept.merge(order, 1, Integer::sum);
            }
        }
        List<String> found = new ArrayList<>();
        evidence.first(Topics.ORDER_ORDER)
                .filter(fact -> fact.type().equals("OrderPlaced"))
                .filter(fact -> !apart.contains(fact.key()))
                .forEach(placed -> {
                    int expected = byCard.contains(placed.key()) && owed.contains(placed.key()) ? 1 : 0;
                    int actual = kept.getOrDefault(placed.key(), 0);
                    if (actual != expected) {
                        found.add("order " + placed.key() + " keeps " + actual + " charges, not " + expected);
                    }
                });
        return found;
    }

    static long refunded(JsonNode intent) {
        long sum = 0;
        for (JsonNode refund : intent.path("refunds")) {
            if (refund.path("status").asText().equals("succeeded")) {
                sum += refund.path("amount").asLong();
            }
        }
        return sum;
    }

    private static Set<String> keys(Evidence evidence, String type) {
        return evidence.first(Topics.ORDER_ORDER, type).map(Fact::key).collect(Collectors.toSet());
    }
}
