package io.tresen.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/** The arithmetic of the figures. */
public final class Numbers {

    private Numbers() {}

    /** What a thing costs each; not a number where there was none. */
    public static double each(double cost, long things) {
        return things == 0 ? Double.NaN : cost / things;
    }

    /** So many in that time, per second. */
    public static double perSecond(long things, long nanos) {
        return nanos == 0 ? Double.NaN : things * 1e9 / nanos;
    }

    /** The middle one: what a round of a noisy machine says least wrongly. */
    public static double median(double... values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** For people: three digits that count. */
    public static String shown(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        double size = Math.abs(value);
        String format =
                size >= 100 || value == Math.rint(value) ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, value);
    }
}
