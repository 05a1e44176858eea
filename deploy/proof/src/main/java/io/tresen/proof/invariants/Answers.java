package io.tresen.proof.invariants;

import io.tresen.contracts.Topic;
import io.tresen.contracts.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What catalog-service and payment-service make of a backlog: the answers that each order has, one by one. Not invariants of every
 * platform: a payment that fails is followed by another, and an order that is over before it was asked for is not paid.
 */
final class Answers {

    static final List<Topic> TOPICS = List.of(
            Topics.ORDER_ORDER, Topics.CATALOG_RESERVATION, Topics.ORDER_PAYMENT_REQUEST, Topics.PAYMENT_PAYMENT);

    private Answers() {}

    /** Orders that were placed and not decided exactly once, or decided and never placed. */
    static List<String> decided(Evidence evidence) {
        Map<String, List<Fact>> placed = byKey(evidence.first(Topics.ORDER_ORDER, "OrderPlaced"));
        Map<String, List<Fact>> decisions = byKey(evidence.first(Topics.CATALOG_RESERVATION)
                .filter(fact ->
                        fact.type().equals("StockReserved") || fact.type().equals("StockRejected")));
        List<String> found = new ArrayList<>();
        for (String order : keys(placed, decisions)) {
            List<String> types = decisions.getOrDefault(order, List.of()).stream()
                    .map(Fact::type)
                    .toList();
            if (!placed.containsKey(order)) {
                found.add("order " + order + " was never placed and is decided: " + types);
            } else if (types.size() != 1) {
                found.add("order " + order + " is decided " + types.size() + " times: " + types);
            }
        }
        return found;
    }

    /**
     * Orders whose money was asked for and that have not exactly one payment, of the same amount and method, with a page to pay on
     * unless it is paid at the door; and payments that nobody asked for.
     */
    static List<String> payable(Evidence evidence) {
        Map<String, List<Fact>> asked = byKey(evidence.first(Topics.ORDER_PAYMENT_REQUEST, "PaymentRequested"));
        Map<String, List<Fact>> answers = byKey(evidence.first(Topics.PAYMENT_PAYMENT));
        List<String> found = new ArrayList<>();
        for (String order : keys(asked, answers)) {
            List<Fact> its = answers.getOrDefault(order, List.of());
            List<String> types = its.stream().map(Fact::type).toList();
            if (!asked.containsKey(order)) {
                found.add("order " + order + " never asked to be paid and has " + types);
            } else if (!types.equals(List.of("PaymentPending"))) {
                found.add("order " + order + " asked to be paid and has " + types + ", not one PaymentPending");
            } else {
                compare(order, asked.get(order).get(0), its.get(0), found);
            }
        }
        return found;
    }

    private static void compare(String order, Fact asked, Fact pending, List<String> found) {
        for (String field : List.of("amount", "method")) {
            String wanted = asked.value().get(field).toString();
            String got = pending.value().get(field).toString();
            if (!wanted.equals(got)) {
                found.add("order " + order + " asked for the " + field + " " + wanted + " and is to pay " + got);
            }
        }
        boolean atTheDoor = asked.value().get("method").toString().equals("COD");
        if (atTheDoor != (pending.value().get("pay_token") == null)) {
            found.add(
                    "order " + order + (atTheDoor ? " is paid at the door and has a page" : " has no page to pay on"));
        }
    }

    private static Map<String, List<Fact>> byKey(Stream<Fact> facts) {
        return facts.collect(Collectors.groupingBy(Fact::key, HashMap::new, Collectors.toList()));
    }

    private static Set<String> keys(Map<String, ?> one, Map<String, ?> other) {
        Set<String> keys = new TreeSet<>(one.keySet());
        keys.addAll(other.keySet());
        return keys;
    }
}
