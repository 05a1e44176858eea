package io.tresen.proof.client;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits between looks at something that takes time, with a deadline; 20 ms at first, 250 ms later. */
public final class Pause {

    private final long end;
    private long next = Duration.ofMillis(20).toNanos();

    public Pause(Duration atMost) {
        end = System.nanoTime() + atMost.toNanos();
    }

    /** Waits a moment; false when the time is over. @throws IllegalStateException when whoever waits is to end */
    public boolean again() {
        if (Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("interrupted while waiting");
        }
        if (System.nanoTime() >= end) {
            return false;
        }
        LockSupport.parkNanos(next);
        next = Math.min(next * 2, Duration.ofMillis(250).toNanos());
        return true;
    }
}
