package io.tresen.messaging.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Trouble;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Moves the outbox's rows to Kafka. Workers of all replicas share the shards: each turn holds its shards' rows, so a key is
 * in one hand at a time. Woken in-process after a commit, with a slow poll as fallback: the first worker's, who looks by one
 * statement before he opens a transaction. The others look rarely, in case that he is stuck.
 *
 * <p>What comes alone is sent at once. While there is more, a replica begins its turns {@code tresen.relay.gap} apart on an average
 * ({@link TurnGap}), and each takes what was committed meanwhile: a turn costs seven round trips, and whoever reads pays for a
 * transaction a poll, so that events that travel together cost both a part of it. Turns that take longer than half of that are
 * further apart, up to {@code tresen.relay.longest-gap}: on a machine with little to do none does, and what is sent there is sent as soon
 * as ever. A turn that left some behind is followed at once ({@link PacedTurns}).
 */
@ApplicationScoped
public class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final int POLL_MS = 500;
    private static final int OTHERS_POLL_MS = 5_000;
    /** A fifth of a second's turns at the default gap. */
    private static final int AT_ONCE = 10;

    private static final int FIRST_BACKOFF_MS = 100;
    private static final int LONGEST_BACKOFF_MS = 5_000;

    private final Runnable closeProducer;
    private final int workers;
    private final PacedTurns turns;
    private final Semaphore wakeups = new Semaphore(0);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final AtomicInteger failing;
    private final List<Thread> threads = new ArrayList<>();

    @Inject
    OutboxRelay(
            Database database,
            ShardTurn turn,
            OutboxProducer producer,
            MeterRegistry metrics,
            @ConfigProperty(name = "tresen.relay.workers", defaultValue = "2") int workers,
            @ConfigProperty(name = "tresen.relay.gap", defaultValue = "20ms") Duration gap,
            @ConfigProperty(name = "tresen.relay.longest-gap", defaultValue = "100ms") Duration longestGap) {
        this(work(database, turn), producer::close, metrics, workers, gap, longestGap);
    }

    /** @param closeProducer ends what still waits for an absent broker */
    OutboxRelay(
            PacedTurns.Work work,
            Runnable closeProducer,
            MeterRegistry metrics,
            int workers,
            Duration gap,
            Duration longestGap) {
        this.closeProducer = closeProducer;
        this.workers = workers;
        this.turns = new PacedTurns(
                new TurnGap(gap, longestGap, AT_ONCE, System::nanoTime, this::paused), work, System::nanoTime);
        this.failing = metrics.gauge("tresen.outbox.failing.workers", new AtomicInteger());
    }

    private static PacedTurns.Work work(Database database, ShardTurn turn) {
        return new PacedTurns.Work() {
            @Override
            public boolean isWaiting() {
                return database.single(turn::isWaiting);
            }

            @Override
            public boolean isObstructed() {
                return turn.isObstructed();
            }

            @Override
            public ShardTurn.Outcome serve() {
                return database.inTransaction(turn::serve);
            }
        };
    }

    void start(@Observes StartupEvent event) {
        for (int i = 0; i < workers; i++) {
            int pollMs = i == 0 ? POLL_MS : OTHERS_POLL_MS;
            Thread thread = new Thread(() -> work(pollMs), "outbox-relay-" + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping.countDown();
        wakeups.release(workers);
        join();
        // what still waits for an absent broker fails now and stays in the outbox
        closeProducer.run();
        join();
    }

    private void join() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(2_000);
        }
    }

    /** Tells the workers that there is something to send. Cheap; any thread. */
    public void wake() {
        turns.committed();
        if (wakeups.availablePermits() < workers) {
            wakeups.release();
        }
    }

    private void work(int pollMs) {
        Trouble trouble = new Trouble(LOG, "The outbox's rows stay where they are");
        int backoff = 0;
        int obstructed = 0; // shards in a row with only what Kafka does not take
        boolean stopped = false;
        boolean woken = false;
        ShardTurn.Outcome outcome = ShardTurn.Outcome.IDLE;
        while (!stopped) {
            if (!turns.mayBegin(outcome)) {
                woken = wokenWithin(pollMs);
                stopped = stopping.getCount() == 0;
                continue;
            }
            // what is committed from here on wakes again
            wakeups.drainPermits();
            outcome = turns.next(woken || outcome.leftSome());
            woken = false;
            if (outcome.trouble() != null) {
                trouble.happened(outcome.trouble());
                failing.addAndGet(backoff == 0 ? 1 : 0);
                backoff = Math.min(LONGEST_BACKOFF_MS, Math.max(FIRST_BACKOFF_MS, backoff * 2));
                stopped = stopped(backoff);
            } else {
                // a shard that is well says nothing about the one that was not; only an empty outbox does
                if (outcome.idle()) {
                    trouble.over();
                }
                failing.addAndGet(backoff == 0 ? 0 : -1);
                backoff = 0;
                obstructed = outcome.obstructed() ? obstructed + 1 : 0;
                boolean rest = outcome.idle() || obstructed % Outbox.SHARDS == Outbox.SHARDS - 1;
                woken = rest && wokenWithin(pollMs);
                stopped = stopping.getCount() == 0;
            }
        }
    }

    /** Waits out a failure; new events do not shorten that. */
    private boolean stopped(int ms) {
        try {
            return stopping.await(ms, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    /** @return false when the service ends */
    private boolean paused(long nanos) {
        try {
            return !stopping.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            stopping.countDown();
            return false;
        }
    }

    private boolean wokenWithin(int ms) {
        try {
            return wakeups.tryAcquire(ms, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            stopping.countDown();
            return false;
        }
    }
}
