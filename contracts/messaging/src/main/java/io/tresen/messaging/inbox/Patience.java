package io.tresen.messaging.inbox;

import io.quarkus.runtime.ShutdownEvent;
import io.tresen.messaging.db.Outage;
import io.tresen.messaging.db.Trouble;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
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
        return repeat(what, work, Outage::isOne);
    }

    /** Does work that must not fail at all, such as writing a dead letter, however often it takes. */
    void insist(String what, Runnable work) {
        repeat(
                what,
                () -> {
                    work.run();
                    return null;
                },
                anything -> true);
    }

    private <T> T repeat(String what, Supplier<T> work, Predicate<Throwable> again) {
        Trouble trouble = new Trouble(LOG, what + " waits and tries again");
        long pause = FIRST_MS;
        while (true) {
            try {
                T result = work.get();
                trouble.over();
                return result;
            } catch (RuntimeException e) {
                // while the service ends nothing that fails is the record's fault: its beans and its pool are going
                if (stopping() || Thread.currentThread().isInterrupted()) {
                    throw new Stopped();
                }
                if (!again.test(e)) {
                    throw e;
                }
                trouble.happened(e);
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
