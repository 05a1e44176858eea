package io.tresen.messaging.inbox;

import io.quarkus.runtime.ShutdownEvent;
import io.tresen.messaging.db.Outage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Repeats work without end while infrastructure is away, with back-off from 100 ms to 5 s. Such a fault is never the
 * record's own and never leads to a dead letter.
 */
@ApplicationScoped
public class Patience {

    private static final Logger LOG = Logger.getLogger(Patience.class);
    private static final long FIRST_MS = 100;
    private static final long LONGEST_MS = 5_000;

    private final CountDownLatch stopping = new CountDownLatch(1);

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
    }

    /** True once the service is shutting down. */
    boolean stopping() {
        return stopping.getCount() == 0;
    }

    /** Does the work, however long the database, the broker or the registry is away; other exceptions pass. */
    <T> T outlast(String what, Supplier<T> work) {
        long pause = FIRST_MS;
        while (true) {
            try {
                return work.get();
            } catch (RuntimeException e) {
                if (!Outage.isOne(e)) {
                    throw e;
                }
                LOG.warnf("%s: again in %d ms, because of %s", what, pause, e.toString());
                if (waited(pause)) {
                    throw new Stopped();
                }
                pause = Math.min(LONGEST_MS, pause * 2);
            }
        }
    }

    /** Waits; true when the service is stopping. */
    boolean waited(long ms) {
        try {
            return stopping.await(ms, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** The service ends: the records are not acknowledged and come again. */
    static final class Stopped extends RuntimeException {
        Stopped() {
            super("the service is stopping", null, false, false);
        }
    }
}
