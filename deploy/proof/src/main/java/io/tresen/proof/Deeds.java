package io.tresen.proof;

import io.tresen.proof.client.Customers;
import io.tresen.proof.client.Pause;
import io.tresen.proof.invariants.Invariants;
import io.tresen.proof.report.Findings;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What customers do while something is done to a platform. An experiment in whose time nobody was, say, refunded has shown nothing
 * about refunds, and so has not passed.
 */
final class Deeds {

    static final String ROW = "customers' deeds, some of each kind";

    private static final Duration EACH_WITHIN = Duration.ofMinutes(3);

    private final Customers customers;
    private final Map<String, Long> before;

    /** Counts from now on. */
    Deeds(Customers customers) {
        this.customers = customers;
        this.before = customers.deeds();
    }

    /** Waits until some of each kind were done. */
    void awaitEach() {
        Pause pause = new Pause(EACH_WITHIN);
        while (!missing(before, customers.deeds()).isEmpty() && pause.again()) {
            // customers go on
        }
    }

    /** Hands in what was done, and what nobody could get past; behind {@link Customers#settle}. */
    void tell(Findings findings) {
        findings.claimed(Invariants.OF_TOP_UPS, Invariants.OF_WALLETS, Invariants.OF_WISHES);
        tell(findings, before, customers.deeds(), customers.troubles());
        findings.note("customers: " + customers.told());
    }

    static void tell(Findings findings, Map<String, Long> before, Map<String, Long> after, List<String> troubles) {
        findings.attempted(ROW, sum(after) - sum(before));
        missing(before, after).forEach(kind -> findings.violated(ROW, "no " + kind));
        findings.violated(ROW, troubles);
    }

    private static List<String> missing(Map<String, Long> before, Map<String, Long> after) {
        return after.entrySet().stream()
                .filter(kind -> kind.getValue() <= before.getOrDefault(kind.getKey(), 0L))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static long sum(Map<String, Long> deeds) {
        return deeds.values().stream().mapToLong(Long::longValue).sum();
    }
}
