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

/**
 * I2 of top-ups by card: one that succeeded keeps exactly one charge in the sandbox's book and credited its shopper's wallet once,
 * with what was asked for, and was told of once; one whose money is held keeps its charge until that went back; every other keeps none and credited
 * nobody. Where a person was told of a second charge, that stands apart. None is open after its time.
 */
final class TopUps implements Invariant {

    private static final String TOP_UPS =
            """
            select top_up_id, shopper_id, amount_minor, currency, state, refund_state, attention_code from top_up""";

    /** What the provider's money did to wallets. */
    private static final String CREDITS =
            """
            select t.top_up_id, a.owner_id, e.credit_minor - e.debit_minor as minor, e.currency from ledger_transfer t
            join ledger_entry e using (business_id, transfer_id) join ledger_account a using (account_id)
            where t.kind = 'top_up' and a.kind = 'shopper_wallet' and exists (
              select 1 from ledger_entry c join ledger_account ca using (account_id)
              where c.business_id = t.business_id and c.transfer_id = t.transfer_id and ca.kind = 'provider_clearing')""";

    /** A minute is more than the timer that ends them needs. Business time is never behind the wall clock. */
    private static final String OVERDUE =
            "select top_up_id, pay_by from top_up where state = 'open' and pay_by < now() - interval '1 minute'";

    @Override
    public String name() {
        return "I2 each top-up that succeeded keeps one charge and credited one wallet once, and no other does";
    }

    @Override
    public List<String> violations(Evidence evidence) {
        Map<String, Integer> kept = kept(evidence);
        Map<String, List<String>> credits = evidence.books().rows("payment", CREDITS).stream()
                .collect(Collectors.groupingBy(
                        row -> String.valueOf(row.get("top_up_id")),
                        Collectors.mapping(
                                row -> row.get("owner_id") + " " + row.get("minor") + " " + row.get("currency"),
                                Collectors.toList())));
        TreeSet<String> unknown = new TreeSet<>(kept.keySet());
        unknown.addAll(credits.keySet());
        List<String> found = new ArrayList<>();
        for (Map<String, Object> topUp : evidence.books().rows("payment", TOP_UPS)) {
            String id = topUp.get("top_up_id").toString();
            unknown.remove(id);
            boolean captured = topUp.get("state").equals("captured");
            boolean held = topUp.get("state").equals("held") && !"succeeded".equals(topUp.get("refund_state"));
            int expected = captured || held ? 1 : 0;
            int charges = kept.getOrDefault(id, 0);
            if (charges != expected && !"second-charge".equals(topUp.get("attention_code"))) {
                found.add("top-up " + id + " keeps " + charges + " charges, not " + expected);
            }
            List<String> asked = captured
                    ? List.of(topUp.get("shopper_id") + " " + topUp.get("amount_minor") + " " + topUp.get("currency"))
                    : List.of();
            List<String> credited = credits.getOrDefault(id, List.of());
            if (!credited.equals(asked)) {
                found.add("top-up " + id + " credited " + credited + ", not " + asked);
            }
        }
        told(evidence, credits.keySet(), found);
        unknown.forEach(id -> found.add("top-up " + id + " is charged or credited and nobody asked for it"));
        evidence.books()
                .rows("payment", OVERDUE)
                .forEach(row -> found.add("a top-up that is open after its time: " + row));
        return found;
    }

    /** What the outside was told of is in a wallet, and it was told once. A build before the events told nobody. */
    private static void told(Evidence evidence, Set<String> credited, List<String> found) {
        evidence.first(Topics.PAYMENT_TRANSFER, "TopUpSucceeded")
                .collect(Collectors.groupingBy(Fact::key, Collectors.counting()))
                .forEach((id, times) -> {
                    if (times != 1 || !credited.contains(id)) {
                        found.add("top-up " + id + " was told as succeeded " + times + " times and credited "
                                + (credited.contains(id) ? "a wallet" : "nobody"));
                    }
                });
    }

    private static Map<String, Integer> kept(Evidence evidence) {
        Map<String, Integer> kept = new HashMap<>();
        for (JsonNode intent : evidence.sandbox().path("data")) {
            String topUp = intent.path("metadata").path("top_up_id").asText();
            if (!topUp.isEmpty() && intent.path("amount_received").asLong() > Charges.refunded(intent)) {
                kept.merge(topUp, 1, Integer::sum);
            }
        }
        return kept;
    }
}
