package io.tresen.order.timer;

import io.tresen.messaging.Wordless;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** A thread that does something at an interval of the wall clock, a longer one while nothing waits, and at once when it is woken. */
final class Ticking {

    private static final Logger LOG = Logger.getLogger(Ticking.class);

    private final Thread thread;
    private final long everyMs;
    private final long idleMs;
    private final BooleanSupplier work;
    private final Semaphore wakeups = new Semaphore(0);
    private volatile boolean stopping;
    private boolean failing;

    Ticking(String name, long everyMs, Runnable work) {
        this(name, everyMs, everyMs, () -> {
            work.run();
            return true;
        });
    }

    /**
     * @param idleMs milliseconds, the interval while the work finds nothing: whoever adds something here wakes it
     * @param work answers whether something waits
     */
    Ticking(String name, long everyMs, long idleMs, BooleanSupplier work) {
        this.everyMs = everyMs;
        this.idleMs = idleMs;
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
                boolean waits = tick();
                wakeups.tryAcquire(waits ? everyMs : idleMs, TimeUnit.MILLISECONDS);
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
    private boolean tick() {
        try {
            boolean waits = work.getAsBoolean();
            failing = false;
            return waits;
        } catch (Throwable e) {
            boolean begins = !failing && !stopping;
            failing = true;
            if (begins && e instanceof Error) {
                LOG.errorf(Wordless.of(e), "%s could not do its work and tries again", thread.getName());
            } else if (begins) {
                LOG.warnf("%s could not do its work and tries again: %s", thread.getName(), Wordless.kind(e));
            }
            return true;
        }
    }
}
