package io.tresen.proof.invariants;

import java.util.ArrayList;
import java.util.List;

/**
 * I9 of discount codes: a code is on no more orders than it has uses (that many as it had when they were taken: a limit may be
 * lowered later), and every order that came to nothing gave its use back.
 */
final class Codes implements Invariant {

    static final String NAME = "I9 no code is on more orders than it has uses";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Subjects subjects(Evidence evidence) {
        return evidence.books().subjects("order", "discount_use", "uses of discount codes");
    }

    @Override
    public List<String> violations(Evidence evidence) {
        List<String> found = new ArrayList<>();
        rows(
                evidence,
                found,
                "discount without a code",
                "select order_id, discount_minor from orders where discount_minor > 0 and discount_code is null");
        rows(
                evidence,
                found,
                "code on more orders than it had uses",
                """
                select business_id, code, count(*) as orders, max(max_uses) as max_uses from discount_use
                where given_back_at is null group by business_id, code
                having count(*) = count(max_uses) and count(*) > max(max_uses)""");
        rows(
                evidence,
                found,
                "code with other uses than orders",
                """
                select d.business_id, d.code, d.uses, count(u.order_id) as orders from discount d
                left join discount_use u on u.business_id = d.business_id and u.code = d.code and u.given_back_at is null
                group by d.business_id, d.code, d.uses having d.uses <> count(u.order_id)""");
        rows(
                evidence,
                found,
                "use of a code that an order keeps wrongly or gave back wrongly",
                """
                select o.order_id, o.status, u.given_back_at from orders o
                left join discount_use u using (business_id, order_id)
                where (o.discount_code is not null or u.order_id is not null)
                  and (u.order_id is null or o.discount_code is distinct from u.code
                  or (o.status in ('rejected', 'expired', 'cancelled')) <> (u.given_back_at is not null))""");
        return found;
    }

    private static void rows(Evidence evidence, List<String> found, String what, String sql) {
        evidence.books().rows("order", sql).forEach(row -> found.add(what + ": " + row));
    }
}
