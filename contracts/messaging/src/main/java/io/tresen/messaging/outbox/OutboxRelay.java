package io.tresen.messaging.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tresen.messaging.db.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Moves the outbox's rows to Kafka. Workers of all replicas share the shards: each turn holds one shard's row, so a key is
 * in one hand at a time. Woken in-process after a commit, with a slow poll as fallback.
 */
@ApplicationScoped
public class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final int POLL_MS = 500;
    private static final int LONGEST_BACKOFF_MS = 5_000;

    private final Database database;
    private final ShardTurn turn;
    private final OutboxProducer producer;
    private final int workers;
    private final Semaphore wakeups = new Semaphore(0);
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopping;

    OutboxRelay(
            Database database,
            ShardTurn turn,
            OutboxProducer producer,
            MeterRegistry metrics,
            @ConfigProperty(name = "tresen.relay.workers", defaultValue = "2") int workers) {
        this.database = database;
        this.turn = turn;
        this.producer = producer;
        this.workers = workers;
        metrics.gauge("tresen.outbox.failing.workers", this, relay -> relay.failing);
    }

    private volatile int failing;

    void start(@Observes StartupEvent event) {
        for (int i = 0; i < workers; i++) {
            Thread thread = new Thread(this::work, "outbox-relay-" + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        wakeups.release(workers);
        for (Thread thread : threads) {
            thread.join(12_000);
        }
        producer.close();
    }

    /** Tells the workers that there is something to send. Cheap; any thread. */
    public void wake() {
        if (wakeups.availablePermits() < workers) {
            wakeups.release();
        }
    }

    private void work() {
        int backoff = 0;
        while (!stopping) {
            try {
                boolean sent = database.inTransaction(turn::serve);
                backoff = 0;
                failing = 0;
                if (!sent) {
                    await(POLL_MS);
                }
            } catch (RuntimeException e) {
                backoff = Math.min(LONGEST_BACKOFF_MS, Math.max(100, backoff * 2));
                failing = 1;
                LOG.warnf("The outbox's rows stay where they are, next try in %d ms: %s", backoff, e.toString());
                await(backoff);
            }
        }
    }

    private void await(int ms) {
        try {
            wakeups.tryAcquire(ms, TimeUnit.MILLISECONDS);
            wakeups.drainPermits();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }
}
