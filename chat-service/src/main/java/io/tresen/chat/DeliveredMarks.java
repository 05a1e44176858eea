package io.tresen.chat;

import io.quarkus.runtime.ShutdownEvent;
import io.tresen.chat.DeliveredWrites.Refused;
import io.tresen.chat.MessageLog.Reached;
import io.tresen.messaging.db.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
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

    /** From a refusal to the next try: of what was refused, and of everything where the database takes nothing. */
    private static final Duration AFTER_REFUSAL = Duration.ofSeconds(1);

    private static final Duration LAST = Duration.ofSeconds(5);

    /** Conversations of one transaction. */
    private static final int AT_ONCE = 200;

    /** Conversations that may wait; about 2 MB. */
    private static final int MOST = 10_000;

    private final DeliveredWrites writes;
    private final Duration pause;
    private final WaitingMarks waiting;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(DeliveredMarks::daemon);
    private boolean planned;
    private boolean plannedAgain;
    private boolean stopping;

    @Inject
    DeliveredMarks(Database database, MessageLog log) {
        this(new DeliveredWrites(database, log), PAUSE, MOST);
    }

    DeliveredMarks(DeliveredWrites writes, Duration pause, int most) {
        this.writes = writes;
        this.pause = pause;
        this.waiting = new WaitingMarks(most);
    }

    /**
     * Marks it soon; at once, on this thread, where too many wait or the service ends. What somebody else holds at that moment waits
     * after all, if there is room by now; else it is marked with the next message, or when the shopper fetches it.
     */
    public void note(Reached reached) {
        if (waiting.add(reached)) {
            plan(pause);
        } else if (waiting.refused(writes.mark(List.of(reached)).later())) {
            planAgain(AFTER_REFUSAL);
        }
    }

    /** Up to which position the shopper has what was sent, by what this replica has not marked yet; 0 for nothing. */
    public long waiting(UUID businessId, UUID conversationId) {
        return waiting.upTo(businessId, conversationId);
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

    /** @return whether the database takes any more now */
    private boolean marked(List<Reached> some) {
        if (some.isEmpty()) {
            return true;
        }
        Refused refused = new Refused(some, true);
        try {
            refused = writes.mark(some);
        } finally {
            if (waiting.done(refused.later())) {
                planAgain(refused.later().isEmpty() ? Duration.ZERO : AFTER_REFUSAL);
            }
        }
        return !refused.byAll();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "delivered-marks");
        thread.setDaemon(true);
        return thread;
    }
}
