package io.tresen.payment.provider;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tresen.messaging.db.Database;
import io.tresen.payment.ChargeBook;
import io.tresen.payment.DueWork;
import io.tresen.payment.DueWork.Due;
import io.tresen.payment.ProviderEvents;
import io.tresen.payment.WorkDue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Takes what is due, on every replica, each piece in one hand at a time: payments and refunds whose end is not known, and
 * refunds that failed. Woken after commits, with a slow poll as fallback; looks again after 1, 2, 4, 8, then every 15 s.
 */
@ApplicationScoped
public class Janitor {

    private static final Logger LOG = Logger.getLogger(Janitor.class);
    private static final int HANDS = 8;
    private static final long POLL_MS = 500;
    private static final long COUNT_EVERY_MS = 5_000;
    private static final long PURGE_EVERY_MS = 3_600_000;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final Database database;
    private final DueWork work;
    private final Lookups lookups;
    private final ChargeBook book;
    private final ProviderEvents providerEvents;
    private final Duration lease;
    private final AtomicLong unknown = new AtomicLong();
    private final Semaphore wakeups = new Semaphore(0);
    private final Semaphore freeHands = new Semaphore(HANDS);
    private ExecutorService hands;
    private Thread thread;
    private volatile boolean stopping;

    Janitor(
            Database database,
            DueWork work,
            Lookups lookups,
            ChargeBook book,
            ProviderEvents providerEvents,
            MeterRegistry metrics,
            @ConfigProperty(name = "tresen.payment.lease", defaultValue = "30s") Duration lease) {
        this.database = database;
        this.work = work;
        this.lookups = lookups;
        this.book = book;
        this.providerEvents = providerEvents;
        this.lease = lease;
        metrics.gauge("payment.unknown", unknown);
    }

    void start(@Observes StartupEvent event) {
        hands = Executors.newFixedThreadPool(HANDS, task -> daemon(task, "janitor-hand"));
        thread = daemon(this::run, "janitor");
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        wakeups.release();
        thread.join(5_000);
        hands.shutdown();
        hands.awaitTermination(12, TimeUnit.SECONDS);
    }

    void wake(@Observes WorkDue due) {
        if (wakeups.availablePermits() == 0) {
            wakeups.release();
        }
    }

    private void run() {
        long counted = 0;
        long purged = System.currentTimeMillis();
        while (!stopping) {
            try {
                long now = System.currentTimeMillis();
                if (now - counted > COUNT_EVERY_MS) {
                    unknown.set(database.read(work::unknownPayments));
                    counted = now;
                }
                if (now - purged > PURGE_EVERY_MS) {
                    database.run(providerEvents::purge);
                    purged = now;
                }
                if (!handOut()) {
                    await(POLL_MS);
                }
            } catch (RuntimeException e) {
                LOG.warnf("The janitor takes a break: %s", e.toString());
                await(POLL_MS * 4);
            }
        }
    }

    /** Takes as much as there are free hands. @return whether there was anything */
    private boolean handOut() {
        int free = freeHands.availablePermits();
        if (free == 0) {
            return false;
        }
        List<Due> payments = database.inTransaction(tx -> work.payments(tx, free, lease));
        payments.forEach(due -> hand(due, this::look));
        int left = free - payments.size();
        List<Due> refunds = left == 0 ? List.of() : database.inTransaction(tx -> work.refunds(tx, left, lease));
        refunds.forEach(due -> hand(due, this::lookAtRefund));
        int rest = left - refunds.size();
        List<Due> orders = rest == 0 ? List.of() : database.inTransaction(tx -> work.orders(tx, rest, lease));
        orders.forEach(due -> hand(due, one -> book.repeatRefunds(one.key())));
        return payments.size() + refunds.size() + orders.size() > 0;
    }

    private void hand(Due due, Consumer<Due> job) {
        freeHands.acquireUninterruptibly();
        hands.execute(() -> {
            try {
                job.accept(due);
            } catch (RuntimeException e) {
                LOG.warnf(
                        "Order %s is looked at again after the lease: %s",
                        due.key().orderId(), e.toString());
            } finally {
                freeHands.release();
            }
        });
    }

    private void look(Due due) {
        Duration pause = lookups.payment(due) ? pause(due) : null;
        database.run(tx -> work.payment(tx, due, pause));
    }

    private void lookAtRefund(Due due) {
        Duration pause = lookups.refund(due) ? pause(due) : null;
        database.run(tx -> work.refund(tx, due, pause));
    }

    private static Duration pause(Due due) {
        Duration pause = Duration.ofSeconds(1L << Math.min(due.tries() - 1, 6));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private void await(long ms) {
        try {
            wakeups.tryAcquire(ms, TimeUnit.MILLISECONDS);
            wakeups.drainPermits();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread made = new Thread(task, name);
        made.setDaemon(true);
        return made;
    }
}
