package io.tresen.payment.provider;

import io.tresen.messaging.Wordless;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** So many threads that each do one piece of work at a time. */
final class Hands {

    private static final Logger LOG = Logger.getLogger(Hands.class);

    /** Longer than a call to the provider may last. */
    private static final long STOP_S = 12;

    private final Semaphore free;
    private final ExecutorService threads;

    Hands(String name, int count) {
        free = new Semaphore(count);
        threads = Executors.newFixedThreadPool(count, task -> {
            Thread made = new Thread(task, name);
            made.setDaemon(true);
            return made;
        });
    }

    /** How many have nothing to do. */
    int free() {
        return free.availablePermits();
    }

    /** Gives a piece to a hand, waiting for one if need be. @throws java.util.concurrent.RejectedExecutionException once stopped */
    <T> void give(T due, Consumer<T> job) {
        free.acquireUninterruptibly();
        boolean given = false;
        try {
            threads.execute(() -> work(due, job));
            given = true;
        } finally {
            if (!given) {
                free.release();
            }
        }
    }

    private <T> void work(T due, Consumer<T> job) {
        try {
            job.accept(due);
        } catch (Throwable e) {
            LOG.warnf("%s is looked at again after the lease: %s", due, Wordless.kind(e));
        } finally {
            free.release();
        }
    }

    /** Waits for what is under way. */
    void stop() throws InterruptedException {
        threads.shutdown();
        threads.awaitTermination(STOP_S, TimeUnit.SECONDS);
    }
}
