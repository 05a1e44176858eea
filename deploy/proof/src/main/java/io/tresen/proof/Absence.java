package io.tresen.proof;

import java.time.Duration;

/**
 * How long services were away, and how fast what they read came meanwhile. It is not waited for: its records are there at once.
 *
 * @param arrival in records a second, 1 or more
 * @param seconds of absence, 3 or more
 */
record Absence(int arrival, int seconds) {

    /** Draining goes as many times as fast as arriving, or it is too slow (the goal of the drain benchmark too). */
    static final int TIMES_ARRIVAL = 3;

    /** @throws IllegalArgumentException for one in which nothing comes */
    Absence {
        if (arrival < 1 || seconds < TIMES_ARRIVAL) {
            throw new IllegalArgumentException("nothing comes in " + seconds + " s at " + arrival + "/s");
        }
    }

    /** How many records came. */
    int records() {
        return Math.multiplyExact(arrival, seconds);
    }

    /** How long a service may take to read what came. */
    Duration longest() {
        return Duration.ofSeconds(seconds / TIMES_ARRIVAL);
    }
}
