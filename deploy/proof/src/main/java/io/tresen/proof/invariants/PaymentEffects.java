package io.tresen.proof.invariants;

import io.tresen.contracts.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.avro.generic.GenericRecord;

/**
 * I4 of payment-service: an order has its payments exactly if it asked for one, once; each capture and each refund of an order is
 * booked as often as it was told, which is once; money of a refund that came back was told of as a failure. I7 compares sums.
 */
final class PaymentEffects {

    private static final String ASKED = "select order_id, count(*) as times from payment_order group by 1";

    private static final String BOOKED =
            """
            select order_id, kind, coalesce(refund_id, payment_id) as id, count(*) as times from ledger_transfer
            where kind in ('capture', 'late_capture', 'held_capture', 'cash_collection', 'refund') and top_up_id is null
            group by 1, 2, 3""";

    private static final String CAME_BACK =
            "select order_id, refund_id from ledger_transfer where kind = 'refund_reversal' and top_up_id is null";

    private PaymentEffects() {}

    static List<String> wrong(Evidence evidence) {
        List<String> found = new ArrayList<>();
        compare(
                "has payments",
                times(evidence, ASKED, row -> "order " + row.get("order_id")),
                evidence.first(Topics.ORDER_PAYMENT_REQUEST, "PaymentRequested")
                        .collect(Collectors.groupingBy(
                                fact -> "order " + fact.key(), TreeMap::new, Collectors.counting())),
                found);
        compare(
                "is booked",
                times(
                        evidence,
                        BOOKED,
                        row -> "order " + row.get("order_id") + ", " + row.get("kind") + " of " + row.get("id")),
                told(evidence),
                found);
        Set<String> failed = evidence.first(Topics.PAYMENT_PAYMENT, "RefundFailed")
                .map(fact -> fact.value().get("refund_id").toString())
                .collect(Collectors.toSet());
        evidence.books().rows("payment", CAME_BACK).stream()
                .filter(row -> !failed.contains(row.get("refund_id").toString()))
                .forEach(row -> found.add(
                        "order " + row.get("order_id") + " has a refund back that was not told as failed: " + row));
        return found;
    }

    private static Map<String, Long> times(Evidence evidence, String sql, Function<Map<String, Object>, String> name) {
        Map<String, Long> times = new TreeMap<>();
        evidence.books()
                .rows("payment", sql)
                .forEach(row -> times.put(name.apply(row), ((Number) row.get("times")).longValue()));
        return times;
    }

    /** Moved money, by the names that the ledger has for it; nothing of zero is booked. */
    private static Map<String, Long> told(Evidence evidence) {
        Map<String, Long> told = new TreeMap<>();
        evidence.first(Topics.PAYMENT_PAYMENT).forEach(fact -> {
            switch (fact.type()) {
                case "PaymentSucceeded" ->
                    count(fact, (Boolean) fact.value().get("late") ? "late_capture" : "capture", false, told);
                case "PaymentHeld" -> count(fact, "held_capture", false, told);
                case "CashCollected" -> count(fact, "cash_collection", false, told);
                case "RefundSucceeded" -> count(fact, "refund", true, told);
                default -> {
                    // moves nothing
                }
            }
        });
        return told;
    }

    private static void count(Fact fact, String kind, boolean refund, Map<String, Long> told) {
        GenericRecord money = (GenericRecord) fact.value().get(refund ? "refunded" : "captured");
        if ((Long) money.get("amount_minor") > 0) {
            Object id = fact.value().get(refund ? "refund_id" : "payment_id");
            told.merge("order " + fact.key() + ", " + kind + " of " + id, 1L, Long::sum);
        }
    }

    private static void compare(String what, Map<String, Long> rows, Map<String, Long> told, List<String> found) {
        Set<String> all = new TreeSet<>(rows.keySet());
        all.addAll(told.keySet());
        for (String one : all) {
            long times = rows.getOrDefault(one, 0L);
            long toldTimes = told.getOrDefault(one, 0L);
            if (times != 1 || toldTimes != 1) {
                found.add(one + " " + what + " " + times + " times and was told " + toldTimes + " times");
            }
        }
    }
}
