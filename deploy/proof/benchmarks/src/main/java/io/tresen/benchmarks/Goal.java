package io.tresen.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A row of the README's table and what its figure should be. All of them are in {@code goals.json}, in that order.
 *
 * @param id of the goal, in reports too
 * @param figure id of the goal whose figure it is about: its own, unless it is a further step of that one
 * @param benchmark that measures it
 * @param what is measured
 * @param atMost whether the figure may be at most {@code bound}; at least, else
 * @param bound null where nothing is asked for and the figure is only told
 * @param reason why it is missed, or what to know about that; null where nobody has said it. Only shown where it is missed
 */
public record Goal(
        String id,
        String figure,
        String benchmark,
        String what,
        String unit,
        boolean atMost,
        Double bound,
        String reason) {

    private static final List<Goal> ALL = read();

    /** All goals. */
    public static List<Goal> all() {
        return ALL;
    }

    /** @throws IllegalArgumentException when there is none of that id */
    public static Goal of(String id) {
        return ALL.stream()
                .filter(goal -> goal.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no goal " + id));
    }

    /** Whether a figure is as it should be; what is not a number is not. Only where there is a bound. */
    boolean metBy(double value) {
        return Double.isFinite(value) && (atMost ? value <= bound : value >= bound);
    }

    /** For people. */
    String shown() {
        return bound == null ? "–" : (atMost ? "≤ " : "≥ ") + Numbers.shown(bound);
    }

    private static String reason(JsonNode one) {
        String reason = one.path("reason").asText().trim();
        return reason.isEmpty() ? null : reason;
    }

    private static List<Goal> read() {
        try (InputStream file = Goal.class.getResourceAsStream("/goals.json")) {
            List<Goal> goals = new ArrayList<>();
            for (JsonNode one : new ObjectMapper().readTree(file)) {
                boolean atMost = one.has("at_most");
                String id = one.path("id").asText();
                goals.add(new Goal(
                        id,
                        one.path("figure").asText(id),
                        one.path("benchmark").asText(),
                        one.path("what").asText(),
                        one.path("unit").asText(),
                        atMost,
                        atMost || one.has("at_least")
                                ? (Double) one.path(atMost ? "at_most" : "at_least")
                                        .asDouble()
                                : null,
                        reason(one)));
            }
            return List.copyOf(goals);
        } catch (IOException e) {
            throw new IllegalStateException("The goals can't be read", e);
        }
    }
}
