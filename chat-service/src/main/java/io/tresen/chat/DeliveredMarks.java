package io.tresen.chat;

import io.quarkus.runtime.ShutdownEvent;
import io.tresen.chat.MessageLog.Reached;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Outage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Marks what streams have sent as delivered, of many conversations in one transaction: nobody waits for it, and a transaction for each
 * window and message costs nearly as much as the message. What waits here is bounded, and written when the service ends; what
 * somebody else holds or the database does not take now is tried again; what a process that dies had not marked is marked with the
 * next message, or when the shopper fetches it.
 */
@ApplicationScoped
public class DeliveredMarks {

    private static final Logger LOG = Logger.getLogger(DeliveredMarks.class);

    /** From the first mark that waits to their transaction. */
    private static final Duration PAUSE = Duration.ofMillis(30);

    /** For a row that somebody else holds. */
    private static final String PATIENCE = "set local lock_timeout = '100ms'";

    /** From a refusal to the next try: of what was refused, and of everything where the database takes nothing. */
    private static final Duration AFTER_REFUSAL = Duration.ofSeconds(1);

    private static final Duration LAST = Duration.ofSeconds(5);

    /** Conversations of one transaction. */
    private static final int AT_ONCE = 200;

    /** Conversations that may wait; about 2 MB. */
    private static final int MOST = 10_000;

    private final Database database;
    private final MessageLog log;
    private final Duration pause;
    private final WaitingMarks waiting;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(DeliveredMarks::daemon);
    private boolean planned;
    private boolean plannedAgain;
    private boolean stopping;

    @Inject
    DeliveredMarks(Database database, MessageLog log) {
        this(database, log, PAUSE, MOST);
    }

    DeliveredMarks(Database database, MessageLog log, Duration pause, int most) {
        this.database = database.forClients();
        this.log = log;
        this.pause = pause;
        this.waiting = new WaitingMarks(most);
    }

    /** Marks it soon; at once, on this thread, where too many wait or the service ends. */
    public void note(Reached reached) {
        if (waiting.add(reached)) {
            plan(pause);
        } else {
            mark(List.of(reached));
        }
    }

    /** Writes what waits; who notes something from now on writes it itself. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        synchronized (this) {
            stopping = true;
        }
        try {
            thread.submit(this::markAll).get(LAST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debugf("what was delivered is marked with the next message: %s", e.toString());
        }
        thread.shutdownNow();
    }

    private synchronized void plan(Duration in) {
        if (!planned && !stopping) {
            planned = true;
            thread.schedule(this::turn, in.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** However much is new meanwhile, this comes when it is due: the thread does what was due first. */
    private synchronized void planAgain(Duration in) {
        if (!plannedAgain && !stopping) {
            plannedAgain = true;
            thread.schedule(this::turnOfRefused, in.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void turn() {
        boolean goesOn = false;
        try {
            goesOn = marked(waiting.takeNew(AT_ONCE));
        } finally {
            synchronized (this) {
                planned = false;
            }
            if (waiting.hasNew()) {
                plan(goesOn ? Duration.ZERO : AFTER_REFUSAL);
            }
        }
    }

    private void turnOfRefused() {
        synchronized (this) {
            plannedAgain = false;
        }
        marked(waiting.takeRefused(AT_ONCE));
    }

    /** Each once. */
    private void markAll() {
        waiting.close();
        List<Reached> some;
        do {
            some = waiting.takeNew(AT_ONCE);
        } while (!some.isEmpty() && marked(some));
    }

    /** @return whether the next ones may be marked */
    private boolean marked(List<Reached> some) {
        List<Reached> later = some;
        try {
            later = mark(some);
        } finally {
            if (waiting.done(later)) {
                planAgain(later.isEmpty() ? Duration.ZERO : AFTER_REFUSAL);
            }
        }
        return later.size() < some.size();
    }

    /**
     * Marks them in one transaction, or those that can be one by one. It holds many conversations, so it waits for nobody who holds one
     * of them: consumers lock a poll's in their own order.
     *
     * @return those that may be marked later
     */
    private List<Reached> mark(List<Reached> some) {
        try {
            database.run(tx -> {
                tx.send(PATIENCE);
                log.delivered(tx, some);
            });
            return List.of();
        } catch (RuntimeException e) {
            LOG.debugf("marks of %d conversations: %s", some.size(), e.toString());
            if (some.size() > 1 && (!Outage.isOne(e) || Outage.isAnswer(e))) {
                return some.stream().flatMap(it -> mark(List.of(it)).stream()).toList();
            }
            return Outage.isOne(e) ? some : List.of();
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "delivered-marks");
        thread.setDaemon(true);
        return thread;
    }
}
