package io.tresen.proof.invariants;

import io.tresen.contracts.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * I4 of order-service: what an order's history has was told, in this order, and nothing else, and the order stands where the last
 * of it left it; an order of a chat follows from one checkout of its conversation, and a checkout is answered by one event (that
 * it is at all is I3's).
 */
final class OrderEffects {

    private static final String HISTORIES =
            "select order_id, string_agg(event, ', ' order by sequence) as told from order_history group by 1";

    private static final String ORDERS_OF_CHATS =
            "select order_id, conversation_id from orders where checkout_number is not null";

    /** Where an event leaves its order; parcels and returns are asked for more, and all others leave it where it was. */
    private static final Map<String, String> STATUSES = Map.of(
            "OrderPlaced", "placed",
            "OrderAwaitingPayment", "awaiting_payment",
            "OrderConfirmed", "confirmed",
            "OrderRejected", "rejected",
            "OrderExpired", "expired",
            "OrderCancellationStarted", "cancelling",
            "OrderCancelled", "cancelled");

    private static final Set<String> ANSWERS = Set.of("OrderPlaced", "CheckoutDeclined");

    private OrderEffects() {}

    static List<String> wrong(Evidence evidence) {
        List<String> found = new ArrayList<>();
        histories(evidence, found);
        statuses(evidence, found);
        checkouts(evidence, found);
        return found;
    }

    private static void histories(Evidence evidence, List<String> found) {
        Map<String, String> told = evidence.first(Topics.ORDER_ORDER)
                .collect(Collectors.groupingBy(
                        Fact::key, HashMap::new, Collectors.mapping(Fact::type, Collectors.joining(", "))));
        // what was declined, or asked about nobody's order, is no order
        told.values().removeIf(types -> !types.contains("OrderPlaced"));
        for (Map<String, Object> row : evidence.books().rows("order", HISTORIES)) {
            String order = row.get("order_id").toString();
            String types = told.remove(order);
            if (!row.get("told").equals(types)) {
                found.add("order " + order + " wrote down " + row.get("told") + " and told " + types);
            }
        }
        told.forEach((order, types) -> found.add("order " + order + " wrote down nothing and told " + types));
    }

    private static void statuses(Evidence evidence, List<String> found) {
        Map<String, Fact> last = new HashMap<>();
        evidence.first(Topics.ORDER_ORDER)
                .filter(fact -> status(fact) != null)
                .forEach(fact -> last.put(fact.key(), fact));
        for (Map<String, Object> row : evidence.books().rows("order", "select order_id, status from orders")) {
            Fact fact = last.get(row.get("order_id").toString());
            if (fact != null && !status(fact).equals(row.get("status"))) {
                found.add("order " + fact.key() + " is " + row.get("status") + " and told " + fact.type()
                        + " last, by which it is " + status(fact));
            }
        }
    }

    /** Where an event leaves its order; null where it was before. */
    private static String status(Fact fact) {
        return switch (fact.type()) {
            case "OrderShipped" -> isComplete(fact) ? "shipped" : "partially_shipped";
            case "OrderDelivered" -> isComplete(fact) ? "delivered" : null;
            case "OrderReturned" -> isComplete(fact) ? "returned" : null;
            default -> STATUSES.get(fact.type());
        };
    }

    private static boolean isComplete(Fact fact) {
        return (Boolean) fact.value().get("complete");
    }

    private static void checkouts(Evidence evidence, List<String> found) {
        Map<String, List<String>> asked = evidence.first(Topics.CHAT_CONVERSATION, "CheckoutRequested")
                .collect(Collectors.groupingBy(
                        fact -> fact.value().get("order_id").toString(),
                        Collectors.mapping(Fact::key, Collectors.toList())));
        for (Map<String, Object> row : evidence.books().rows("order", ORDERS_OF_CHATS)) {
            String conversation = String.valueOf(row.get("conversation_id"));
            List<String> by = asked.getOrDefault(row.get("order_id").toString(), List.of());
            if (!by.equals(List.of(conversation))) {
                found.add("order " + row.get("order_id") + " of conversation " + conversation
                        + " follows from checkouts that were told by " + by);
            }
        }
        Stream<Fact> answers = evidence.first(Topics.ORDER_ORDER)
                .filter(fact -> ANSWERS.contains(fact.type()) && asked.containsKey(fact.key()));
        answers.collect(Collectors.groupingBy(Fact::key, Collectors.counting())).forEach((order, times) -> {
            if (times > 1) {
                found.add("the checkout of order " + order + " was told as placed or declined " + times + " times");
            }
        });
    }
}
