package io.tresen.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A number of a report.
 *
 * @param goal what it should be, or what it is called in the README's table; null where it is neither
 */
public record Figure(String name, double value, String unit, Goal goal) {

    public static Figure of(String name, double value, String unit) {
        return new Figure(name, value, unit, null);
    }

    /** The figure of a goal. */
    public static Figure against(String goal, double value) {
        Goal known = Goal.of(goal);
        return new Figure(known.what(), value, known.unit(), known);
    }

    /** The figure of a goal, with a name that says more than the goal's. */
    public static Figure against(String goal, String name, double value) {
        Goal known = Goal.of(goal);
        return new Figure(name, value, known.unit(), known);
    }

    /** The figure of a goal if it was measured as the goal says; else it has another name and no goal. */
    public static Figure against(String goal, boolean asTheGoalSays, String otherName, double value) {
        return asTheGoalSays
                ? against(goal, value)
                : of(otherName, value, Goal.of(goal).unit());
    }

    Map<String, Object> told() {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("name", name);
        told.put("value", Double.isFinite(value) ? (Object) value : null);
        told.put("unit", unit);
        if (goal != null) {
            told.put("id", goal.id());
        }
        if (goal != null && goal.bound() != null) {
            told.put("goal", goal.shown());
            told.put("met", goal.metBy(value));
        }
        return told;
    }
}
