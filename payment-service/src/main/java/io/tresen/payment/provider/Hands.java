package io.tresen.payment.provider;

import io.tresen.messaging.Wordless;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** So many threads that each do one piece of work at a time. */
final class Hands {

    private static final Logger LOG = Logger.getLogger(Hands.class);

    /** Longer than a call to the provider may last. */
    private static final long STOP_S = 12;

    private final Semaphore free;
    private final ExecutorService threads;
    private final Runnable freed;
    private final AtomicBoolean awaited = new AtomicBoolean();

    /** @param freed told once when a hand is free again, after {@link #free()} found none */
    Hands(String name, int count, Runnable freed) {
        this.freed = freed;
        free = new Semaphore(count);
        threads = Executors.newFixedThreadPool(count, task -> {
            Thread made = new Thread(task, name);
            made.setDaemon(true);
            return made;
        });
    }

    /** How many have nothing to do. Whoever finds none is told of the next one, and need not look again before. */
    int free() {
        if (free.availablePermits() == 0) {
            awaited.set(true);
        }
        // looked at once more behind the note: a hand that got free in between may not have seen it
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
            if (awaited.getAndSet(false)) {
                freed.run();
            }
        }
    }

    /** Waits for what is under way. */
    void stop() throws InterruptedException {
        threads.shutdown();
        threads.awaitTermination(STOP_S, TimeUnit.SECONDS);
    }
}
