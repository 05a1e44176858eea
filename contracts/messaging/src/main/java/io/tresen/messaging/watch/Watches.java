package io.tresen.messaging.watch;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.time.ClockMoved;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Where a service says what operators watch in its database. One thread asks every 5 s, so that Prometheus' requests never
 * wait for a query, however many there are. Every replica tells the same: take the maximum, not the sum.
 */
@ApplicationScoped
public class Watches {

    private static final long EVERY_MS = 5_000;

    private final Database database;
    private final MeterRegistry metrics;
    private final List<Watch<?>> watches = new CopyOnWriteArrayList<>();
    private final Semaphore wakeups = new Semaphore(0);
    private volatile boolean stopping;

    Watches(Database database, MeterRegistry metrics) {
        this.database = database;
        this.metrics = metrics;
    }

    /**
     * Has a query asked from now on.
     *
     * @param what is not known while the query fails, for the log
     * @param query cheap (by an index, over what is under way), over all tenants
     */
    public <T> Watch<T> watch(String what, Function<Tx, T> query) {
        Watch<T> watch = new Watch<>(what, query, metrics);
        watches.add(watch);
        return watch;
    }

    void start(@Observes StartupEvent event) {
        Thread thread = new Thread(this::work, "watches");
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        wakeups.release();
    }

    void again(@Observes ClockMoved moved) {
        wakeups.release();
    }

    private void work() {
        try {
            while (!stopping) {
                watches.forEach(watch -> watch.look(database));
                wakeups.tryAcquire(EVERY_MS, TimeUnit.MILLISECONDS);
                wakeups.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
