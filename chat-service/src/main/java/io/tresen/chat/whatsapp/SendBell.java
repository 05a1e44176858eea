package io.tresen.chat.whatsapp;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes this replica's worker when there may be something to send; the poll is its fallback. Any thread. */
@ApplicationScoped
public class SendBell {

    private final Semaphore rung = new Semaphore(0);

    void ring() {
        if (rung.availablePermits() == 0) {
            rung.release();
        }
    }

    void await(long milliseconds) throws InterruptedException {
        rung.tryAcquire(milliseconds, TimeUnit.MILLISECONDS);
        rung.drainPermits();
    }
}
