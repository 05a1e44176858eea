package io.tresen.notification;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes this replica's wave timer after a commit, so that nobody waits for its next look at the clock. */
@ApplicationScoped
public class WaveBell {

    private final Semaphore rings = new Semaphore(0);

    /** Cheap; any thread. */
    public void ring() {
        if (rings.availablePermits() == 0) {
            rings.release();
        }
    }

    /** Waits for a ring, at most so long. */
    public void await(Duration limit) throws InterruptedException {
        if (rings.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            rings.drainPermits();
        }
    }
}
