package io.tresen.order.timer;

import io.tresen.messaging.Wordless;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** A thread that does something at an interval of the wall clock, and at once when it is woken. */
final class Ticking {

    private static final Logger LOG = Logger.getLogger(Ticking.class);

    private final Thread thread;
    private final long everyMs;
    private final Runnable work;
    private final Semaphore wakeups = new Semaphore(0);
    private volatile boolean stopping;
    private boolean failing;

    Ticking(String name, long everyMs, Runnable work) {
        this.everyMs = everyMs;
        this.work = work;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void wake() {
        wakeups.release();
    }

    void stop() {
        stopping = true;
        wake();
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!stopping) {
                tick();
                wakeups.tryAcquire(everyMs, TimeUnit.MILLISECONDS);
                wakeups.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * What fails is done at the next tick: what is due stays due. One line when it begins to fail. An error too: without
     * this thread nothing would be due any more, and nobody would see it.
     */
    private void tick() {
        try {
            work.run();
            failing = false;
        } catch (Throwable e) {
            boolean begins = !failing && !stopping;
            failing = true;
            if (begins && e instanceof Error) {
                LOG.errorf(Wordless.of(e), "%s could not do its work and tries again", thread.getName());
            } else if (begins) {
                LOG.warnf("%s could not do its work and tries again: %s", thread.getName(), Wordless.kind(e));
            }
        }
    }
}
