package io.tresen.proof.races;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How often each outcome of one race came out, told from as many threads as it has lanes. */
public final class Tally implements Race.Ends {

    private final Map<String, AtomicInteger> ends = new ConcurrentSkipListMap<>();
    private final Map<String, AtomicInteger> reasons = new ConcurrentSkipListMap<>();

    @Override
    public void saw(String end) {
        count(ends, end);
    }

    @Override
    public void missed(String why) {
        count(reasons, why);
    }

    /** Takes in another's. */
    public void add(Tally other) {
        other.ends.forEach((end, times) -> of(ends, end).addAndGet(times.get()));
        other.reasons.forEach((why, times) -> of(reasons, why).addAndGet(times.get()));
    }

    /** How many were races. */
    public int ran() {
        return sum(ends);
    }

    /** How many were none. */
    public int missed() {
        return sum(reasons);
    }

    /** Outcomes that must come out and never did. */
    public List<String> never(Race race) {
        return race.outcomes().stream()
                .filter(outcome -> !ends.containsKey(outcome))
                .sorted()
                .toList();
    }

    /** One line of all of them. */
    @Override
    public String toString() {
        return Stream.concat(ends.entrySet().stream(), reasons.entrySet().stream())
                .map(end -> end.getValue() + " × " + end.getKey())
                .collect(Collectors.joining(", "));
    }

    private static void count(Map<String, AtomicInteger> counts, String word) {
        of(counts, word).incrementAndGet();
    }

    private static AtomicInteger of(Map<String, AtomicInteger> counts, String word) {
        return counts.computeIfAbsent(word, first -> new AtomicInteger());
    }

    private static int sum(Map<String, AtomicInteger> counts) {
        return counts.values().stream().mapToInt(AtomicInteger::get).sum();
    }
}
