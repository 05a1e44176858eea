package io.tresen.proof.invariants;

import io.tresen.contracts.Topics;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.generic.GenericRecord;

/**
 * I9: the parts of each order add up to its total, in the book as on the topic. Where no order has shipping, tax or a discount, they
 * are its lines alone.
 */
final class OrderSums implements Invariant {

    @Override
    public String name() {
        return "I9 the parts of each order add up";
    }

    @Override
    public Subjects subjects(Evidence evidence) {
        long more = evidence.books()
                .number(
                        "order",
                        """
                        select count(*) from orders
                        where shipping_minor + tax_minor + tax_included_minor + discount_minor > 0""");
        return evidence.books().subjects("order", "orders", "orders, " + more + " with shipping, tax or a discount");
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
        return found;
    }

    private static void rows(Evidence evidence, List<String> found, String what, String sql) {
        evidence.books().rows("order", sql).forEach(row -> found.add(what + ": " + row));
    }

    private static long minor(Object record, String field) {
        return (Long) ((GenericRecord) record).get(field);
    }
}
