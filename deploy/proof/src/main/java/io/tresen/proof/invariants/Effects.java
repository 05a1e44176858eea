package io.tresen.proof.invariants;

import io.tresen.contracts.Topics;
import io.tresen.messaging.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** I4: each effect row holds the id of its event, that event exists, and no event has its effect twice per consumer. */
final class Effects implements Invariant {

    @Override
    public String name() {
        return "I4 each effect has one event and each event one effect";
    }

    @Override
    public List<String> violations(Evidence evidence) {
        Set<UUID> known = evidence.facts().values().stream()
                .flatMap(List::stream)
                .map(Fact::id)
                .collect(Collectors.toSet());
        List<String> found = new ArrayList<>();
        for (Map<String, Object> row : evidence.books()
                .rows(
                        "catalog",
                        "select order_id, product_id, event_id from stock_movement where order_id is not null")) {
            if (!known.contains(row.get("event_id"))) {
                found.add("stock movement without event: " + row);
            }
        }
        for (Map<String, Object> row : evidence.books()
                .rows("chat", "select message_id, event_id, conversation_id from message where event_id is not null")) {
            if (!known.contains(row.get("event_id")) && !isOfTransfer(evidence, row)) {
                found.add("message without event: " + row);
            }
        }
        evidence.books()
                .rows(
                        "chat",
                        """
                        select notice_order_no, notice_kind, count(*) from message
                        where notice_kind in ('order_confirmation', 'payment_confirmation', 'expired', 'cancelled')
                        group by 1, 2 having count(*) > 1""")
                .forEach(row -> found.add("told twice: " + row));
        decidedTwice(evidence, found);
        return found;
    }

    /** Of a transfer's event two are told: the payee's message has an id that is made of event and conversation. */
    private static boolean isOfTransfer(Evidence evidence, Map<String, Object> message) {
        return evidence.first(Topics.PAYMENT_TRANSFER)
                .map(fact -> Ids.v5(fact.id(), message.get("conversation_id").toString()))
                .anyMatch(id -> id.equals(message.get("event_id")));
    }

    /** A reservation is decided once. */
    private static void decidedTwice(Evidence evidence, List<String> found) {
        evidence.first(Topics.CATALOG_RESERVATION)
                .filter(fact ->
                        fact.type().equals("StockReserved") || fact.type().equals("StockRejected"))
                .collect(Collectors.groupingBy(Fact::key, Collectors.counting()))
                .forEach((key, count) -> {
                    if (count > 1) {
                        found.add("order " + key + " was decided " + count + " times");
                    }
                });
    }
}
