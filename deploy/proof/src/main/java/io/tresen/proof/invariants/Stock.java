package io.tresen.proof.invariants;

import java.util.List;

/** I1: on_hand and reserved equal the sums of their movements, and available = on_hand − reserved is never below zero. */
final class Stock implements Invariant {

    @Override
    public String name() {
        return "I1 stock equals the sum of its movements and is never below zero";
    }

    @Override
    public List<String> violations(Evidence evidence) {
        return evidence
                .books()
                .rows(
                        "catalog",
                        """
                        select s.product_id, s.on_hand, s.reserved, coalesce(m.on_hand, 0) as moved_on_hand,
                          coalesce(m.reserved, 0) as moved_reserved
                        from stock s left join (
                          select business_id, product_id, sum(on_hand_change) as on_hand, sum(reserved_change) as reserved
                          from stock_movement group by 1, 2) m using (business_id, product_id)
                        where s.on_hand <> coalesce(m.on_hand, 0) or s.reserved <> coalesce(m.reserved, 0)
                          or s.on_hand < s.reserved or s.on_hand < 0 or s.reserved < 0""")
                .stream()
                .map(Object::toString)
                .toList();
    }
}
