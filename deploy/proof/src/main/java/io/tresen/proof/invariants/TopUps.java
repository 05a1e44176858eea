package io.tresen.proof.invariants;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.contracts.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * I2 of top-ups by card: one that succeeded keeps exactly one charge in the sandbox's book, credited its shopper's wallet once with
 * what was asked for, and was told of once; one whose money is held keeps its charge until that went back, and that was told of,
 * as was each time that it did not arrive after all; every other keeps none and credited nobody. Where a person was told of a
 * second charge, that stands apart. None is open after its time.
 */
final class TopUps implements Invariant {

    static final String NAME =
            "I2 each top-up that succeeded keeps one charge and credited one wallet once, and no other does";

    private static final String TOP_UPS =
            """
            select top_up_id, shopper_id, amount_minor, currency, state, refund_state, attention_code from top_up""";

    /** What the provider's money did to wallets. */
    private static final String CREDITS =
            """
            select t.top_up_id, a.owner_id, e.credit_minor - e.debit_minor as minor, e.currency,
              t.posted_at > %s as to_tell from ledger_transfer t
            join ledger_entry e using (business_id, transfer_id) join ledger_account a using (account_id)
            where t.kind = 'top_up' and a.kind = 'shopper_wallet' and exists (
              select 1 from ledger_entry c join ledger_account ca using (account_id)
              where c.business_id = t.business_id and c.transfer_id = t.transfer_id and ca.kind = 'provider_clearing')""";

    /** Held money that was given back: once, and again each time that it did not arrive. */
    private static final String REFUNDED =
            """
            select top_up_id, refund_state = 'succeeded' as is_back, max(t.posted_at) > %1$s as last_to_tell,
              min(t.posted_at) > %1$s as all_to_tell
            from top_up join ledger_transfer t using (business_id, top_up_id)
            where state = 'held' and t.kind = 'refund'
            group by top_up_id, refund_state""";

    /** A minute is more than the timer that ends them needs. Business time is never behind the wall clock. */
    private static final String OVERDUE =
            "select top_up_id, pay_by from top_up where state = 'open' and pay_by < now() - interval '1 minute'";

    private static final Map<String, Object> NOT_REFUNDED =
            Map.of("is_back", false, "last_to_tell", false, "all_to_tell", true);

    private final String toldSince;

    TopUps() {
        this(Instant.EPOCH);
    }

    /** @param toldSince when the last build had ended that told nobody of top-ups, or not of refunds that did not arrive */
    TopUps(Instant toldSince) {
        this.toldSince = "timestamptz '" + toldSince + "'";
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Subjects subjects(Evidence evidence) {
        return evidence.books().subjects("payment", "top_up", "top-ups by card");
    }

    @Override
    public List<String> violations(Evidence evidence) {
        Map<String, Integer> kept = kept(evidence);
        List<Map<String, Object>> booked = evidence.books().rows("payment", CREDITS.formatted(toldSince));
        Map<String, List<String>> credits = booked.stream()
                .collect(Collectors.groupingBy(
                        row -> String.valueOf(row.get("top_up_id")),
                        Collectors.mapping(
                                row -> row.get("owner_id") + " " + row.get("minor") + " " + row.get("currency"),
                                Collectors.toList())));
        TreeSet<String> unknown = new TreeSet<>(kept.keySet());
        unknown.addAll(credits.keySet());
        Set<String> held = new TreeSet<>();
        List<String> found = new ArrayList<>();
        for (Map<String, Object> topUp : evidence.books().rows("payment", TOP_UPS)) {
            String id = topUp.get("top_up_id").toString();
            unknown.remove(id);
            boolean captured = topUp.get("state").equals("captured");
            boolean isHeld = topUp.get("state").equals("held");
            if (isHeld) {
                held.add(id);
            }
            int expected = captured || isHeld && !"succeeded".equals(topUp.get("refund_state")) ? 1 : 0;
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
        toldOfCredits(
                evidence,
                credits.keySet(),
                ids(booked.stream().filter(row -> row.get("to_tell").equals(true))),
                found);
        toldOfRefunds(evidence, held, evidence.books().rows("payment", REFUNDED.formatted(toldSince)), found);
        unknown.forEach(id -> found.add("top-up " + id + " is charged or credited and nobody asked for it"));
        evidence.books()
                .rows("payment", OVERDUE)
                .forEach(row -> found.add("a top-up that is open after its time: " + row));
        return found;
    }

    /** What the outside was told of is in a wallet, and it was told once. */
    private static void toldOfCredits(
            Evidence evidence, Set<String> credited, SortedSet<String> toTell, List<String> found) {
        Map<String, Long> told = times(evidence, "TopUpSucceeded");
        told.forEach((id, times) -> {
            if (times != 1 || !credited.contains(id)) {
                found.add("top-up " + id + " was told as succeeded " + times + " times and credited "
                        + (credited.contains(id) ? "a wallet" : "nobody"));
            }
        });
        toTell.removeAll(told.keySet());
        toTell.forEach(id -> found.add("top-up " + id + " credited a wallet and nobody was told"));
    }

    /** Held money that went back was told of as often as it went, and as often that it did not arrive, but for the time it did. */
    private static void toldOfRefunds(
            Evidence evidence, Set<String> held, List<Map<String, Object>> refunded, List<String> found) {
        Map<String, Long> told = times(evidence, "TopUpRefunded");
        Map<String, Long> bounced = times(evidence, "TopUpRefundFailed");
        TreeSet<String> strange = new TreeSet<>(told.keySet());
        strange.addAll(bounced.keySet());
        strange.removeAll(held);
        strange.forEach(id -> found.add("top-up " + id + " was told as refunded and was not held"));
        Map<String, Map<String, Object>> known = refunded.stream()
                .collect(Collectors.toMap(row -> row.get("top_up_id").toString(), row -> row));
        for (String id : held) {
            Map<String, Object> row = known.getOrDefault(id, NOT_REFUNDED);
            boolean back = row.get("is_back").equals(true);
            long toldBack = told.getOrDefault(id, 0L);
            long toldBounced = bounced.getOrDefault(id, 0L);
            if (back && row.get("last_to_tell").equals(true) && toldBack == 0) {
                found.add("top-up " + id + " was refunded and nobody was told");
            } else if (row.get("all_to_tell").equals(true) && toldBack != toldBounced + (back ? 1 : 0)) {
                found.add("top-up " + id + " was told as refunded " + toldBack + " times and as not arrived "
                        + toldBounced + " times, and its money " + (back ? "is back" : "is held"));
            }
        }
    }

    /** How often each top-up was told of. */
    private static Map<String, Long> times(Evidence evidence, String type) {
        return evidence.first(Topics.PAYMENT_TRANSFER, type)
                .collect(Collectors.groupingBy(Fact::key, TreeMap::new, Collectors.counting()));
    }

    private static SortedSet<String> ids(Stream<Map<String, Object>> rows) {
        return rows.map(row -> String.valueOf(row.get("top_up_id"))).collect(Collectors.toCollection(TreeSet::new));
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
