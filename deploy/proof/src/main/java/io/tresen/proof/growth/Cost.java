package io.tresen.proof.growth;

import java.util.Map;
import java.util.TreeMap;

/** What one order, or one message, costs: the meters' difference by unit, without what the platform spends at rest. */
public record Cost(
        double walBytes,
        Map<String, Double> commits,
        Map<String, Double> rows,
        Map<String, Double> tableBytes,
        Map<String, Double> events,
        Map<String, Double> topicBytes) {

    /**
     * @param idleFrom and {@code idleTo} two readings with rest in between, from which the cost of rest is taken
     * @param units how many there were between {@code from} and {@code to}
     */
    public static Cost of(Reading idleFrom, Reading idleTo, Reading from, Reading to, long units) {
        if (units < 1) {
            throw new IllegalArgumentException("nothing was done, so nothing was measured");
        }
        double idleShare = to.secondsSince(from) / idleTo.secondsSince(idleFrom);
        return new Cost(
                Math.max(0, to.walBytes() - from.walBytes() - idleShare * (idleTo.walBytes() - idleFrom.walBytes()))
                        / units,
                each(idleFrom.commits(), idleTo.commits(), from.commits(), to.commits(), idleShare, units),
                each(idleFrom.rows(), idleTo.rows(), from.rows(), to.rows(), idleShare, units),
                each(idleFrom.tableBytes(), idleTo.tableBytes(), from.tableBytes(), to.tableBytes(), idleShare, units),
                each(idleFrom.events(), idleTo.events(), from.events(), to.events(), idleShare, units),
                each(idleFrom.topicBytes(), idleTo.topicBytes(), from.topicBytes(), to.topicBytes(), idleShare, units));
    }

    private static Map<String, Double> each(
            Map<String, Long> idleFrom,
            Map<String, Long> idleTo,
            Map<String, Long> from,
            Map<String, Long> to,
            double idleShare,
            long units) {
        Map<String, Double> each = new TreeMap<>();
        to.forEach((name, end) -> {
            double idle = idleShare * (idleTo.getOrDefault(name, 0L) - idleFrom.getOrDefault(name, 0L));
            each.put(name, Math.max(0, end - from.getOrDefault(name, 0L) - idle) / units);
        });
        return each;
    }

    double commits(String service) {
        return commits.getOrDefault(service, 0.0);
    }

    /** The part of a service in the server's WAL, by its share of the rows written: an estimate. */
    double walBytes(String service) {
        double all = rows.values().stream().mapToDouble(Double::doubleValue).sum();
        return all == 0 ? 0 : walBytes * rows.getOrDefault(service, 0.0) / all;
    }
}
