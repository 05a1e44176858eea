package io.tresen.benchmarks;

import java.util.function.LongSupplier;

/**
 * What comes before the first round that counts, for each side of a comparison by itself. By count, since it is calls that make a
 * JVM compile: a slow side that is warmed for as long as a fast one is still cold when that one is not.
 *
 * @param requests that are enough
 * @param mostSeconds after which no further round is begun
 */
record WarmUp(long requests, long mostSeconds) {

    static WarmUp of(Settings settings) {
        return new WarmUp(settings.number("warm-up-requests", 5_000, 200), settings.number("warm-up-most-s", 30, 3));
    }

    /** Runs rounds until they are enough, at least one. @param round says how many it served. @return how many all did */
    long by(LongSupplier round) {
        long until = System.nanoTime() + mostSeconds * 1_000_000_000L;
        long served = round.getAsLong();
        while (served < requests && System.nanoTime() < until) {
            served += round.getAsLong();
        }
        return served;
    }
}
