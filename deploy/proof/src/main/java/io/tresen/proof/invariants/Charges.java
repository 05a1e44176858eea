package io.tresen.proof.invariants;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.contracts.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.generic.GenericRecord;

/**
 * I2: every order that is owed and not paid at the door was paid exactly once in time. By the sandbox's own book: exactly one
 * captured charge per order that is paid by card and owed; none, or charge and refund, for all others; held money and refunds
 * that a person asked for stand apart. By the ledger: what is paid from a wallet left a wallet once, as the order's total, and
 * is back in it when the order is not owed.
 */
final class Charges implements Invariant {

    /** Captures of each order, with what left a wallet by them. */
    private static final String CAPTURES =
            """
            select t.order_id, w.debit_minor, w.currency from ledger_transfer t
            left join (select * from ledger_entry join ledger_account a using (account_id, business_id, currency)
              where a.kind = 'shopper_wallet') w using (business_id, transfer_id)
            where t.kind = 'capture'""";

    /** What wallets paid for each order and did not get back, where that is not nothing. */
    private static final String KEPT_FROM_WALLETS =
            """
            select t.order_id, sum(e.debit_minor - e.credit_minor) as minor, a.currency from ledger_transfer t
            join ledger_entry e using (business_id, transfer_id) join ledger_account a using (account_id)
            where a.kind = 'shopper_wallet' and t.kind <> 'wallet_transfer' and t.order_id is not null
            group by t.order_id, a.currency having sum(e.debit_minor - e.credit_minor) <> 0""";

    @Override
    public String name() {
        return "I2 each owed order is paid once, by one charge or from one wallet, and nobody else keeps a charge";
    }

    @Override
    public Subjects subjects(Evidence evidence) {
        return new Subjects(
                evidence.first(Topics.PAYMENT_PAYMENT, "PaymentSucceeded").count(), "payments");
    }

    @Override
    public List<String> violations(Evidence evidence) {
        Set<String> owed = keys(evidence, "OrderConfirmed");
        owed.removeAll(keys(evidence, "OrderCancelled"));
        Set<String> apart = evidence.first(Topics.PAYMENT_PAYMENT)
                .filter(fact -> fact.type().equals("PaymentHeld")
                        || fact.type().equals("RefundSucceeded")
                                && fact.value().get("reason").toString().equals("REQUESTED"))
                .map(Fact::key)
                .collect(Collectors.toSet());
        // by what was paid with: the page offers more than the method that the order named
        Map<String, List<String>> paid = evidence.first(Topics.PAYMENT_PAYMENT, "PaymentSucceeded")
                .filter(fact -> !(Boolean) fact.value().get("late"))
                .collect(Collectors.groupingBy(
                        Fact::key,
                        Collectors.mapping(fact -> fact.value().get("method").toString(), Collectors.toList())));
        Map<String, List<String>> captures = captures(evidence);
        Map<String, Integer> kept = kept(evidence.sandbox());
        Map<String, String> keptFromWallets = keptFromWallets(evidence);
        List<String> found = new ArrayList<>();
        evidence.first(Topics.ORDER_ORDER, "OrderPlaced").forEach(placed -> {
            List<String> methods = paid.getOrDefault(placed.key(), List.of());
            boolean isOwed = owed.contains(placed.key());
            if (isOwed && !isCashOnDelivery(placed) && methods.size() != 1) {
                found.add("order " + placed.key() + " is owed and was paid " + methods.size() + " times");
            }
            List<String> left = captures.getOrDefault(placed.key(), List.of());
            if (isOwed && methods.contains("WALLET") && !left.equals(List.of(total(placed)))) {
                found.add("order " + placed.key() + " costs " + total(placed) + " and took " + left + " from wallets");
            }
            if (!isOwed && keptFromWallets.containsKey(placed.key())) {
                found.add("order " + placed.key() + " is not owed and keeps " + keptFromWallets.get(placed.key())
                        + " of a wallet");
            }
            int expected = methods.contains("CARD") && isOwed ? 1 : 0;
            int actual = kept.getOrDefault(placed.key(), 0);
            if (!apart.contains(placed.key()) && actual != expected) {
                found.add("order " + placed.key() + " keeps " + actual + " charges, not " + expected);
            }
        });
        return found;
    }

    /** How many charges each order keeps, by the sandbox's book. */
    private static Map<String, Integer> kept(JsonNode sandbox) {
        Map<String, Integer> kept = new HashMap<>();
        for (JsonNode intent : sandbox.path("data")) {
            long left = intent.path("amount_received").asLong() - refunded(intent);
            if (left > 0) {
                kept.merge(intent.path("metadata").path("order_id").asText(), 1, Integer::sum);
            }
        }
        return kept;
    }

    /** Orders that keep a second charge: never, where no card is late. Top-ups are no orders. */
    static List<String> doubled(JsonNode sandbox) {
        return kept(sandbox).entrySet().stream()
                .filter(order -> order.getValue() > 1 && !order.getKey().isEmpty())
                .map(order -> "order " + order.getKey() + " keeps " + order.getValue() + " charges")
                .toList();
    }

    private static boolean isCashOnDelivery(Fact placed) {
        return placed.value().get("payment_method").toString().equals("COD");
    }

    private static String total(Fact placed) {
        GenericRecord total = (GenericRecord) placed.value().get("total");
        return total.get("amount_minor") + " " + total.get("currency");
    }

    private static Map<String, List<String>> captures(Evidence evidence) {
        return evidence.books().rows("payment", CAPTURES).stream()
                .collect(Collectors.groupingBy(
                        row -> String.valueOf(row.get("order_id")),
                        Collectors.mapping(
                                row -> row.get("debit_minor") + " " + row.get("currency"), Collectors.toList())));
    }

    private static Map<String, String> keptFromWallets(Evidence evidence) {
        return evidence.books().rows("payment", KEPT_FROM_WALLETS).stream()
                .collect(Collectors.toMap(
                        row -> row.get("order_id").toString(),
                        row -> row.get("minor") + " " + row.get("currency"),
                        (one, other) -> one + " and " + other));
    }

    static long refunded(JsonNode intent) {
        long sum = 0;
        for (JsonNode refund : intent.path("refunds")) {
            if (refund.path("status").asText().equals("succeeded")) {
                sum += refund.path("amount").asLong();
            }
        }
        return sum;
    }

    private static Set<String> keys(Evidence evidence, String type) {
        return evidence.first(Topics.ORDER_ORDER, type).map(Fact::key).collect(Collectors.toSet());
    }
}
