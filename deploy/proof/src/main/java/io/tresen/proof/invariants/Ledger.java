package io.tresen.proof.invariants;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.contracts.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.avro.generic.GenericRecord;

/**
 * I7, per currency: debits = credits; captured in the ledger = captured by the events (paid, late and held); refunded in
 * the ledger = the sum of RefundSucceeded; the clearing account = what the sandbox's book still holds; the platform's fees =
 * those of the captures less what refunds reversed. Of no part of a payment more is reversed than there is, and all of it
 * where all of the money went back.
 */
final class Ledger implements Invariant {

    private final Set<String> apart;

    /** @param apart ids of orders whose money a person is asked to look at: neither side of a comparison has it */
    Ledger(Set<String> apart) {
        this.apart = apart;
    }

    @Override
    public String name() {
        return "I7 the ledger balances and agrees with the events and the provider's book";
    }

    @Override
    public Subjects subjects(Evidence evidence) {
        return evidence.books().subjects("payment", "ledger_transfer", "bookings");
    }

    @Override
    public List<String> violations(Evidence evidence) {
        List<String> found = balance(evidence.books());
        compare(
                found,
                "captured",
                transfers(evidence, "debit_minor", "'capture', 'late_capture', 'held_capture', 'cash_collection'"),
                events(evidence, "captured", "PaymentSucceeded", "PaymentHeld", "CashCollected"));
        // a refund that failed later was told as succeeded before; its reversal is booked and told apart
        compare(
                found,
                "refunded",
                transfers(evidence, "credit_minor", "'refund'"),
                events(evidence, "refunded", "RefundSucceeded"));
        compare(found, "provider clearing", clearing(evidence), sandbox(evidence));
        compare(found, "platform fees", platformFees(evidence), fees(evidence));
        partsGoBack(evidence, found);
        paidIsTheTotal(evidence, found);
        return found;
    }

    /** One statement, which sees one moment: it holds at every moment. */
    static List<String> balance(Books books) {
        List<String> found = new ArrayList<>();
        books.rows(
                        "payment",
                        """
                        select currency, sum(debit_minor) as debits, sum(credit_minor) as credits from ledger_entry
                        group by currency having sum(debit_minor) <> sum(credit_minor)""")
                .forEach(row -> found.add("debits and credits differ: " + row));
        return found;
    }

    /** What counts as paid is what the order costs, to the cent. */
    private void paidIsTheTotal(Evidence evidence, List<String> found) {
        Map<String, String> totals = new HashMap<>();
        evidence.first(Topics.ORDER_ORDER, "OrderPlaced")
                .forEach(
                        fact -> totals.put(fact.key(), fact.value().get("total").toString()));
        evidence.first(Topics.PAYMENT_PAYMENT)
                .filter(fact -> fact.type().equals("CashCollected")
                        || fact.type().equals("PaymentSucceeded")
                                && !(Boolean) fact.value().get("late"))
                .filter(fact -> !apart.contains(fact.key())
                        && !fact.value().get("captured").toString().equals(totals.get(fact.key())))
                .forEach(fact -> found.add("order " + fact.key() + " costs " + totals.get(fact.key())
                        + " and was paid with " + fact.value().get("captured")));
    }

    /** The money's own side of transfers of orders: where it lies, without the legs that say whose it is. */
    private Map<String, Long> transfers(Evidence evidence, String side, String kinds) {
        return sums(
                evidence,
                """
                select e.currency, sum(e.%s) as sum from ledger_entry e
                join ledger_transfer t using (business_id, transfer_id) join ledger_account a using (account_id)
                where t.kind in (%s) and t.top_up_id is null and a.kind in ('provider_clearing', 'cash_in_transit', 'shopper_wallet')
                  and %s group by 1"""
                        .formatted(side, kinds, judged("t.order_id")));
    }

    private Map<String, Long> platformFees(Evidence evidence) {
        return sums(
                evidence,
                """
                select e.currency, sum(e.credit_minor - e.debit_minor) as sum from ledger_entry e
                join ledger_transfer t using (business_id, transfer_id) join ledger_account a using (account_id)
                where a.kind = 'platform_fees' and %s group by 1"""
                        .formatted(judged("t.order_id")));
    }

    private Map<String, Long> fees(Evidence evidence) {
        return sums(
                evidence,
                """
                select p.taken_currency as currency, sum(p.fee_minor - coalesce(r.fee_minor, 0)) as sum from payment p
                left join (select business_id, payment_id, sum(fee_minor) as fee_minor from refund
                  where state = 'succeeded' group by 1, 2) r using (business_id, payment_id)
                where p.taken_currency is not null and %s group by 1"""
                        .formatted(judged("p.order_id")));
    }

    private static void partsGoBack(Evidence evidence, List<String> found) {
        evidence.books()
                .rows(
                        "payment",
                        """
                        with back as (
                          select business_id, payment_id, sum(amount_minor) as refunded, sum(tax_minor) as tax,
                            sum(shipping_minor) as shipping, sum(discount_minor) as discount, sum(fee_minor) as fee
                          from refund where state = 'succeeded' group by 1, 2),
                        whole as (
                          select b.*, p.taken_minor, p.fee_minor, p.state = 'captured' and not p.late as sold,
                            o.tax_minor, o.shipping_minor, o.discount_minor
                          from back b join payment p using (business_id, payment_id)
                          join payment_order o using (business_id, order_id))
                        select * from whole where refunded > taken_minor or fee > fee_minor
                          or tax > case when sold then tax_minor else 0 end
                          or shipping > case when sold then shipping_minor else 0 end
                          or discount > case when sold then discount_minor else 0 end
                          or sold and refunded = taken_minor and (fee, tax, shipping, discount)
                            <> (fee_minor, tax_minor, shipping_minor, discount_minor)""")
                .forEach(row -> found.add("parts of refunds that are not those of the payment: " + row));
    }

    private Map<String, Long> clearing(Evidence evidence) {
        return sums(
                evidence,
                """
                select e.currency, sum(e.debit_minor - e.credit_minor) as sum from ledger_entry e
                join ledger_transfer t using (business_id, transfer_id) join ledger_account a using (account_id)
                where a.kind = 'provider_clearing' and %s group by 1"""
                        .formatted(judged("t.order_id")));
    }

    /** Where an order, or none, is not among those that are set apart. */
    private String judged(String orderId) {
        return apart.isEmpty()
                ? "true"
                : "(%1$s is null or %1$s not in (%2$s))"
                        .formatted(
                                orderId,
                                apart.stream().map(id -> "'" + id + "'").collect(Collectors.joining(", ")));
    }

    private Map<String, Long> sums(Evidence evidence, String sql) {
        Map<String, Long> sums = new HashMap<>();
        evidence.books()
                .rows("payment", sql)
                .forEach(row -> sums.put((String) row.get("currency"), ((Number) row.get("sum")).longValue()));
        return sums;
    }

    private Map<String, Long> events(Evidence evidence, String field, String... types) {
        Map<String, Long> sums = new HashMap<>();
        evidence.first(Topics.PAYMENT_PAYMENT)
                .filter(fact -> List.of(types).contains(fact.type()) && !apart.contains(fact.key()))
                .forEach(fact -> {
                    GenericRecord money = (GenericRecord) fact.value().get(field);
                    sums.merge(money.get("currency").toString(), (Long) money.get("amount_minor"), Long::sum);
                });
        return sums;
    }

    private Map<String, Long> sandbox(Evidence evidence) {
        Map<String, Long> sums = new HashMap<>();
        for (JsonNode intent : evidence.sandbox().path("data")) {
            if (apart.contains(intent.at("/metadata/order_id").asText())) {
                continue;
            }
            long left = intent.path("amount_received").asLong() - Charges.refunded(intent);
            sums.merge(intent.path("currency").asText().toUpperCase(java.util.Locale.ROOT), left, Long::sum);
        }
        return sums;
    }

    private static void compare(List<String> found, String what, Map<String, Long> one, Map<String, Long> other) {
        TreeSet<String> currencies = new TreeSet<>(one.keySet());
        currencies.addAll(other.keySet());
        for (String currency : currencies) {
            long a = one.getOrDefault(currency, 0L);
            long b = other.getOrDefault(currency, 0L);
            if (a != b) {
                found.add(what + " in " + currency + ": the ledger has " + a + ", not " + b);
            }
        }
    }
}
