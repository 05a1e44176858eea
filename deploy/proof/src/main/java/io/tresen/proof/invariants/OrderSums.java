package io.tresen.proof.invariants;

import io.tresen.contracts.Topics;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.generic.GenericRecord;

/**
 * I9: the parts of each order add up to its total, in the book as on the topic; a code is on no more orders than it has uses
 * (that many as it had when they were taken: a limit may be lowered later), and every order that came to nothing gave its use back.
 */
final class OrderSums implements Invariant {

    @Override
    public String name() {
        return "I9 the parts of each order add up, and no code is on more orders than it has uses";
    }

    @Override
    public List<String> violations(Evidence evidence) {
        List<String> found = new ArrayList<>();
        evidence.first(Topics.ORDER_ORDER, "OrderPlaced").forEach(fact -> {
            long total = minor(fact.value().get("total"), "amount_minor");
            Object amounts = fact.value().get("amounts");
            long parts = minor(amounts, "subtotal_minor")
                    + minor(amounts, "shipping_minor")
                    + minor(amounts, "tax_minor")
                    - minor(amounts, "discount_minor");
            if (parts != total) {
                found.add("order " + fact.key() + " costs " + total + " and its parts make " + parts);
            }
        });
        rows(
                evidence,
                found,
                "lines do not make the subtotal",
                """
                select o.order_id, o.subtotal_minor, sum(l.unit_price_minor * l.quantity) as lines_minor from orders o
                join order_line l using (business_id, order_id) group by o.business_id, o.order_id, o.subtotal_minor
                having sum(l.unit_price_minor * l.quantity) <> o.subtotal_minor""");
        rows(
                evidence,
                found,
                "taxes do not make the total",
                """
                select order_id, total_minor, taxes from orders where taxes <> '[]' and total_minor <>
                  (select sum((t ->> 'net_minor')::bigint + (t ->> 'tax_minor')::bigint)
                   from jsonb_array_elements(taxes) as t)""");
        rows(
                evidence,
                found,
                "tax that is not in the taxes",
                """
                select order_id, tax_minor, tax_included_minor, taxes from orders where tax_minor + tax_included_minor <>
                  (select coalesce(sum((t ->> 'tax_minor')::bigint), 0) from jsonb_array_elements(taxes) as t)""");
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

    private static long minor(Object record, String field) {
        return (Long) ((GenericRecord) record).get(field);
    }
}
