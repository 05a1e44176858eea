package io.tresen.messaging.timer;

import io.tresen.messaging.Wordless;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/** A thread that goes round after round until it is stopped; whatever a round throws, the next one follows after a break. */
public final class Rounds {

    private static final Logger LOG = Logger.getLogger(Rounds.class);
    private static final int BREAK = 4;
    private static final long STOP_MS = 5_000;

    private final Semaphore wakeups = new Semaphore(0);
    private final BooleanSupplier round;
    private final long pauseMs;
    private final long gapMs;
    private final Thread thread;
    private long nextPauseMs;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /**
     * @param round answers whether the next one begins at once; else after the pause
     * @param pauseMs milliseconds; the break after a failure is four times as long
     */
    public Rounds(String name, long pauseMs, BooleanSupplier round) {
        this(name, pauseMs, 0, round);
    }

    /** As above. @param gapMs milliseconds, below the pause, between two rounds however often it is woken: one does what many asked for */
    public Rounds(String name, long pauseMs, long gapMs, BooleanSupplier round) {
        this.round = round;
        this.pauseMs = pauseMs;
        this.gapMs = gapMs;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** For the round itself: the pause after it, for once, is this one. @param ms milliseconds, above the gap */
    public void pauseOnly(long ms) {
        nextPauseMs = ms;
    }

    /** Ends the pause. */
    public void wake() {
        if (wakeups.availablePermits() == 0) {
            wakeups.release();
        }
    }

    /** Waits for the round that is under way, at most 5 s. */
    public void stop() throws InterruptedException {
        stopped.countDown();
        wakeups.release();
        thread.join(STOP_MS);
    }

    private void run() {
        while (stopped.getCount() > 0) {
            nextPauseMs = pauseMs;
            try {
                if (!round.getAsBoolean()) {
                    rest();
                }
            } catch (Throwable e) {
                // an Error too: nobody else would begin the rounds again
                LOG.warnf("%s takes a break: %s", thread.getName(), Wordless.kind(e));
                await(pauseMs * BREAK);
            }
        }
    }

    private void rest() {
        try {
            stopped.await(gapMs, TimeUnit.MILLISECONDS);
            await(nextPauseMs - gapMs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped.countDown();
        }
    }

    private void await(long ms) {
        try {
            wakeups.tryAcquire(ms, TimeUnit.MILLISECONDS);
            wakeups.drainPermits();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped.countDown();
        }
    }
}
