package io.tresen.payment.rest;

import io.tresen.messaging.rest.Problem;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Files are written two at a time: each keeps a connection of the pool, a snapshot of the database and a thread for as long as it
 * is written. Who comes meanwhile comes again; waiting would cost another thread.
 */
final class FewExports {

    static final int AT_A_TIME = 2;

    private final Semaphore places = new Semaphore(AT_A_TIME);

    /** @throws io.tresen.messaging.RejectedException 503 while as many as may be are being written */
    <T> T write(Supplier<T> export) {
        if (!places.tryAcquire()) {
            throw Problem.unavailable().exception();
        }
        try {
            return export.get();
        } finally {
            places.release();
        }
    }
}
