package io.tresen.proof.races;

import java.util.SplittableRandom;

/**
 * The time between two callers at which either comes first about as often: it grows after one outcome and shrinks after the
 * other, so that a race stays one on a quick machine as on a busy one.
 */
final class Edge {

    private static final double STEP = 1.15;
    private static final double LEAST_MS = 0.5;
    private static final double MOST_MS = 6_000;
    private static final double NANOS_PER_MS = 1e6;

    private double ms;

    Edge(double firstMs) {
        ms = firstMs;
    }

    /** The time for the next race, a quarter more or less. */
    synchronized long nanos(SplittableRandom random) {
        return (long) (ms * random.nextDouble(0.75, 1.25) * NANOS_PER_MS);
    }

    /** One race is over. @param longer whether the other outcome needs a longer time */
    synchronized void move(boolean longer) {
        ms = Math.max(LEAST_MS, Math.min(MOST_MS, longer ? ms * STEP : ms / STEP));
    }
}
