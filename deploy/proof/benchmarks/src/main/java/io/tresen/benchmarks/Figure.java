package io.tresen.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A number of a report.
 *
 * @param goal what it should be, in words; null where there is none
 * @param met whether it is; null where there is no goal
 */
public record Figure(String name, double value, String unit, String goal, Boolean met) {

    public static Figure of(String name, double value, String unit) {
        return new Figure(name, value, unit, null, null);
    }

    public static Figure atMost(double most, String name, double value, String unit) {
        return new Figure(name, value, unit, "≤ " + Numbers.shown(most), value <= most);
    }

    public static Figure atLeast(double least, String name, double value, String unit) {
        return new Figure(name, value, unit, "≥ " + Numbers.shown(least), value >= least);
    }

    Map<String, Object> told() {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("name", name);
        told.put("value", Double.isFinite(value) ? (Object) value : null);
        told.put("unit", unit);
        if (goal != null) {
            told.put("goal", goal);
            told.put("met", met);
        }
        return told;
    }
}
