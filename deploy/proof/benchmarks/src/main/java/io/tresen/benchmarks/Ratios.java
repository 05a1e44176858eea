package io.tresen.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Ratios by round. A round that does not say what it should is void: it is shown, and is not in the median. */
final class Ratios {

    private final List<Double> counted = new ArrayList<>();
    private String lastVoid = "no round was measured";

    /** @param why it is void; empty ones are no reason. @return what its row says of that */
    String add(double ratio, String... why) {
        String reasons = Arrays.stream(why).filter(one -> !one.isEmpty()).collect(Collectors.joining("; "));
        if (reasons.isEmpty()) {
            counted.add(ratio);
            return "";
        }
        lastVoid = reasons;
        return "**void**: " + reasons;
    }

    /** Of the rounds that count; not a number where none does. */
    double median() {
        return Numbers.median(counted.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** What is wrong where no round counts. @param what was measured */
    List<String> violations(String what) {
        return counted.isEmpty()
                ? List.of(what + ": no round counts: " + lastVoid + "; --offered-per-s may have to be more")
                : List.of();
    }
}
