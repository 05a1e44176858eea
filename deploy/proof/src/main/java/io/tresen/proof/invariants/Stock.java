package io.tresen.proof.invariants;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * I1: on_hand and reserved equal the sums of their movements, reserved equals what counted lines still hold, available =
 * on_hand − reserved is never below zero, and an order that is over holds nothing.
 */
final class Stock implements Invariant {

    @Override
    public String name() {
        return "I1 stock equals the sum of its movements and is never below zero";
    }

    @Override
    public Subjects subjects(Evidence evidence) {
        return evidence.books().subjects("catalog", "stock", "products with stock");
    }

    @Override
    public List<String> violations(Evidence evidence) {
        List<String> found = new ArrayList<>(sums(evidence.books()));
        Set<Object> over = evidence
                .books()
                .rows(
                        "order",
                        "select order_id from orders where status in ('rejected', 'expired', 'cancelled', 'returned')")
                .stream()
                .map(row -> row.get("order_id"))
                .collect(Collectors.toSet());
        evidence.books().rows("catalog", "select order_id, retailer_id, held from reservation where held > 0").stream()
                .filter(row -> over.contains(row.get("order_id")))
                .forEach(row -> found.add("held for an order that is over: " + row));
        return found;
    }

    /** One statement, which sees one moment: it holds at every moment. */
    static List<String> sums(Books books) {
        return books
                .rows(
                        "catalog",
                        """
                        select s.product_id, s.on_hand, s.reserved, coalesce(m.on_hand, 0) as moved_on_hand,
                          coalesce(m.reserved, 0) as moved_reserved, coalesce(r.held, 0) as held
                        from stock s left join (
                          select business_id, product_id, sum(held) as held from reservation where counted group by 1, 2
                          ) r using (business_id, product_id) left join (
                          select business_id, product_id, sum(on_hand_change) as on_hand, sum(reserved_change) as reserved
                          from stock_movement group by 1, 2) m using (business_id, product_id)
                        where s.on_hand <> coalesce(m.on_hand, 0) or s.reserved <> coalesce(m.reserved, 0)
                          or s.reserved <> coalesce(r.held, 0)
                          or s.on_hand < s.reserved or s.on_hand < 0 or s.reserved < 0""")
                .stream()
                .map(Object::toString)
                .toList();
    }
}
