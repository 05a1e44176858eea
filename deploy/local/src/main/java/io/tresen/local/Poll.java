package io.tresen.local;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for something that nobody tells us about, such as another process. */
public final class Poll {

    private Poll() {}

    /**
     * Asks again and again until it holds.
     *
     * @return false when it did not hold within that time
     * @throws LaunchFailure when the thread is interrupted
     */
    public static boolean until(Duration within, Duration pause, BooleanSupplier holds) {
        long deadline = System.nanoTime() + within.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(pause.toNanos());
            if (Thread.interrupted()) {
                Thread.currentThread().interrupt();
                throw new LaunchFailure("Interrupted while waiting.");
            }
        }
        return true;
    }
}
