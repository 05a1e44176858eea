package io.tresen.chat;

import io.quarkus.runtime.ShutdownEvent;
import io.tresen.chat.MessageLog.Reached;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Outage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** For a row that somebody else holds. */
    private static final String PATIENCE = "set local lock_timeout = '100ms'";

    private static final Duration AFTER_OUTAGE = Duration.ofSeconds(1);
    private static final Duration LAST = Duration.ofSeconds(5);

    /** Conversations of one transaction. */
    private static final int AT_ONCE = 200;

    /** Conversations that may wait; about 2 MB. */
    private static final int MOST = 10_000;

    private record Where(UUID businessId, UUID conversationId) {}

    private final Database database;
    private final MessageLog log;
    private final Duration pause;
    private final int most;
    private final Map<Where, Long> waiting = new LinkedHashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(DeliveredMarks::daemon);
    private boolean planned;
    private boolean stopping;

    @Inject
    DeliveredMarks(Database database, MessageLog log) {
        this(database, log, PAUSE, MOST);
    }

    DeliveredMarks(Database database, MessageLog log, Duration pause, int most) {
        this.database = database.forClients();
        this.log = log;
        this.pause = pause;
        this.most = most;
    }

    /** Marks it soon; at once, on this thread, where too many wait or the service ends. */
    public void note(Reached reached) {
        if (!keep(reached)) {
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

    private synchronized boolean keep(Reached reached) {
        Where where = new Where(reached.businessId(), reached.conversationId());
        if (stopping || (waiting.size() >= most && !waiting.containsKey(where))) {
            return false;
        }
        waiting.merge(where, reached.upTo(), Math::max);
        plan(pause);
        return true;
    }

    private synchronized List<Reached> take() {
        List<Reached> some = new ArrayList<>();
        Iterator<Map.Entry<Where, Long>> all = waiting.entrySet().iterator();
        while (all.hasNext() && some.size() < AT_ONCE) {
            Map.Entry<Where, Long> one = all.next();
            some.add(new Reached(one.getKey().businessId(), one.getKey().conversationId(), one.getValue()));
            all.remove();
        }
        return some;
    }

    private synchronized void plan(Duration in) {
        if (!planned && !stopping) {
            planned = true;
            thread.schedule(this::turn, in.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void turn() {
        synchronized (this) {
            planned = false;
        }
        markAll();
    }

    private void markAll() {
        List<Reached> refused = new ArrayList<>();
        for (List<Reached> some = take(); !some.isEmpty(); some = take()) {
            List<Reached> later = mark(some);
            refused.addAll(later);
            if (later.size() == some.size()) {
                break; // as it would be with the next ones
            }
        }
        if (!refused.isEmpty()) {
            putBack(refused);
        }
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

    private synchronized void putBack(List<Reached> some) {
        for (Reached it : some) {
            Where where = new Where(it.businessId(), it.conversationId());
            if (waiting.size() < most || waiting.containsKey(where)) {
                waiting.merge(where, it.upTo(), Math::max);
            }
        }
        plan(AFTER_OUTAGE);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "delivered-marks");
        thread.setDaemon(true);
        return thread;
    }
}
