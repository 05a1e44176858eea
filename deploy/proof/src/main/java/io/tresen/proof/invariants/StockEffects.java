package io.tresen.proof.invariants;

import io.tresen.contracts.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * I4 of catalog-service: what an order moved was moved by an event of that order that may move it so, its reservation is of its
 * OrderPlaced, it is decided once, it is there exactly if it was decided so, and no order is confirmed that was not given its stock.
 */
final class StockEffects {

    /** What an event of an order may do to stock. */
    private static final Map<String, Set<String>> CAUSES = Map.of(
            "reserved", Set.of("OrderPlaced"),
            "released", Set.of("OrderExpired", "OrderCancelled", "OrderCancellationStarted"),
            "claimed", Set.of("OrderShipped", "OrderDelivered"),
            "restocked", Set.of("OrderReturned"));

    private static final Set<String> DECISIONS = Set.of("StockReserved", "StockRejected");

    private StockEffects() {}

    static List<String> wrong(Evidence evidence) {
        Map<UUID, Fact> orders = evidence.byId(Topics.ORDER_ORDER);
        List<String> found = new ArrayList<>();
        for (Map<String, Object> row : evidence.books()
                .rows(
                        "catalog",
                        "select order_id, product_id, kind, event_id from stock_movement where order_id is not null")) {
            compare("stock movement", row, CAUSES.getOrDefault(row.get("kind"), Set.of()), orders, found);
        }
        Set<String> reserved = new HashSet<>();
        for (Map<String, Object> row :
                evidence.books().rows("catalog", "select distinct order_id, event_id from reservation")) {
            reserved.add(row.get("order_id").toString());
            compare("reservation", row, CAUSES.get("reserved"), orders, found);
        }
        decided(evidence, reserved, found);
        return found;
    }

    /** @param types of the events of its order that may have had this effect */
    private static void compare(
            String what, Map<String, Object> row, Set<String> types, Map<UUID, Fact> orders, List<String> found) {
        Fact fact = orders.get(row.get("event_id"));
        if (fact == null) {
            found.add(what + " without event: " + row);
        } else if (!fact.key().equals(row.get("order_id").toString()) || !types.contains(fact.type())) {
            found.add(what + " by " + fact.type() + " of order " + fact.key() + ": " + row);
        }
    }

    /** A reservation is decided once, and as the last decision says. */
    private static void decided(Evidence evidence, Set<String> reserved, List<String> found) {
        Map<String, List<String>> decisions = evidence.first(Topics.CATALOG_RESERVATION)
                .filter(fact -> DECISIONS.contains(fact.type()))
                .collect(Collectors.groupingBy(
                        Fact::key, HashMap::new, Collectors.mapping(Fact::type, Collectors.toList())));
        decisions.forEach((order, types) -> {
            if (types.size() > 1) {
                found.add("order " + order + " was decided " + types.size() + " times");
            }
            String last = types.get(types.size() - 1);
            if (last.equals("StockReserved") != reserved.contains(order)) {
                found.add("order " + order + " was decided by " + last + " and has "
                        + (reserved.contains(order) ? "a reservation" : "no reservation"));
            }
        });
        evidence.first(Topics.ORDER_ORDER, "OrderConfirmed")
                .map(Fact::key)
                .filter(order -> !isGiven(decisions.getOrDefault(order, List.of())))
                .forEach(order -> found.add("order " + order + " is confirmed and was decided by "
                        + decisions.getOrDefault(order, List.of())));
        reserved.stream()
                .filter(order -> !decisions.containsKey(order))
                .forEach(order -> found.add("order " + order + " has a reservation and nobody was told"));
    }

    /** The first decision counts: a restored catalog may decide once more, and an order that has its stock keeps it. */
    private static boolean isGiven(List<String> decisions) {
        return !decisions.isEmpty() && decisions.get(0).equals("StockReserved");
    }
}
