package io.tresen.proof.invariants;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.contracts.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.avro.generic.GenericRecord;

/**
 * I7, per currency: debits = credits; captured in the ledger = captured by the events (paid, late and held); refunded in
 * the ledger = the sum of RefundSucceeded; the clearing account = what the sandbox's book still holds.
 */
final class Ledger implements Invariant {

    @Override
    public String name() {
        return "I7 the ledger balances and agrees with the events and the provider's book";
    }

    @Override
    public List<String> violations(Evidence evidence) {
        List<String> found = new ArrayList<>();
        evidence.books()
                .rows(
                        "payment",
                        """
                        select currency, sum(debit_minor) as debits, sum(credit_minor) as credits from ledger_entry
                        group by currency having sum(debit_minor) <> sum(credit_minor)""")
                .forEach(row -> found.add("debits and credits differ: " + row));
        compare(
                found,
                "captured",
                transfers(evidence, "'capture', 'late_capture', 'held_capture', 'cash_collection'"),
                events(evidence, "captured", "PaymentSucceeded", "PaymentHeld", "CashCollected"));
        // a refund that failed later was told as succeeded before; its reversal is booked and told apart
        compare(found, "refunded", transfers(evidence, "'refund'"), events(evidence, "refunded", "RefundSucceeded"));
        compare(found, "provider clearing", clearing(evidence), sandbox(evidence));
        paidIsTheTotal(evidence, found);
        return found;
    }

    /** What counts as paid is what the order costs, to the cent. */
    private static void paidIsTheTotal(Evidence evidence, List<String> found) {
        Map<String, String> totals = new HashMap<>();
        evidence.first(Topics.ORDER_ORDER, "OrderPlaced")
                .forEach(
                        fact -> totals.put(fact.key(), fact.value().get("total").toString()));
        evidence.first(Topics.PAYMENT_PAYMENT)
                .filter(fact -> fact.type().equals("CashCollected")
                        || fact.type().equals("PaymentSucceeded")
                                && !(Boolean) fact.value().get("late"))
                .filter(fact -> !fact.value().get("captured").toString().equals(totals.get(fact.key())))
                .forEach(fact -> found.add("order " + fact.key() + " costs " + totals.get(fact.key())
                        + " and was paid with " + fact.value().get("captured")));
    }

    private static Map<String, Long> transfers(Evidence evidence, String kinds) {
        return sums(
                evidence,
                """
                select e.currency, sum(e.debit_minor) as sum from ledger_entry e
                join ledger_transfer t using (business_id, transfer_id) where t.kind in (%s) group by 1"""
                        .formatted(kinds));
    }

    private static Map<String, Long> clearing(Evidence evidence) {
        return sums(
                evidence,
                """
                select e.currency, sum(e.debit_minor - e.credit_minor) as sum from ledger_entry e
                join ledger_account a using (account_id) where a.kind = 'provider_clearing' group by 1""");
    }

    private static Map<String, Long> sums(Evidence evidence, String sql) {
        Map<String, Long> sums = new HashMap<>();
        evidence.books()
                .rows("payment", sql)
                .forEach(row -> sums.put((String) row.get("currency"), ((Number) row.get("sum")).longValue()));
        return sums;
    }

    private static Map<String, Long> events(Evidence evidence, String field, String... types) {
        Map<String, Long> sums = new HashMap<>();
        evidence.first(Topics.PAYMENT_PAYMENT)
                .filter(fact -> List.of(types).contains(fact.type()))
                .forEach(fact -> {
                    GenericRecord money = (GenericRecord) fact.value().get(field);
                    sums.merge(money.get("currency").toString(), (Long) money.get("amount_minor"), Long::sum);
                });
        return sums;
    }

    private static Map<String, Long> sandbox(Evidence evidence) {
        Map<String, Long> sums = new HashMap<>();
        for (JsonNode intent : evidence.sandbox().path("data")) {
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
