package io.tresen.chat.whatsapp;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tresen.chat.whatsapp.SendLanes.Picked;
import io.tresen.chat.whatsapp.SendLanes.Task;
import io.tresen.chat.whatsapp.SendOutcome.Later;
import io.tresen.chat.whatsapp.SendOutcome.Refused;
import io.tresen.chat.whatsapp.SendOutcome.Silence;
import io.tresen.messaging.Wordless;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Trouble;
import io.tresen.messaging.seal.KeptSecrets;
import io.tresen.messaging.time.BusinessClock;
import io.tresen.messaging.time.ClockMoved;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Sends what is due. One thread leases lanes, a few render, calls are asynchronous, and what came of them is taken in, each in a
 * transaction of its own. Counts as {@code tresen_whatsapp_sends_total} by {@code outcome}: taken, later, refused, silence.
 */
@ApplicationScoped
public class SendWorker {

    private static final Logger LOG = Logger.getLogger(SendWorker.class);
    private static final UUID FIRST = new UUID(0, 0);
    private static final int AT_A_TIME = 64;
    private static final int ROUND = 32;
    private static final int POLL_MS = 500;
    private static final int PAUSE_MS = 10;
    private static final int TROUBLE_MS = 1_000;

    private final Database database;
    private final SendLanes lanes;
    private final SendReading reading;
    private final GraphCalls calls;
    private final KeptSecrets secrets;
    private final SendBell bell;
    private final BusinessClock clock;
    private final MeterRegistry metrics;
    private final boolean enabled;
    private final Semaphore room = new Semaphore(AT_A_TIME);
    private final ExecutorService hands = Executors.newFixedThreadPool(4, task -> daemon(task, "whatsapp-sends"));
    private UUID after = FIRST;
    private Thread thread;
    private volatile boolean stopping;

    SendWorker(
            Database database,
            SendLanes lanes,
            SendReading reading,
            GraphCalls calls,
            KeptSecrets secrets,
            SendBell bell,
            BusinessClock clock,
            MeterRegistry metrics,
            @ConfigProperty(name = "tresen.whatsapp", defaultValue = "true") boolean enabled) {
        this.database = database;
        this.lanes = lanes;
        this.reading = reading;
        this.calls = calls;
        this.secrets = secrets;
        this.bell = bell;
        this.clock = clock;
        this.metrics = metrics;
        this.enabled = enabled;
    }

    void start(@Observes StartupEvent event) {
        if (enabled) {
            thread = daemon(this::work, "whatsapp-worker");
            thread.start();
        }
    }

    /** Lets calls that are under way be answered; what is not is an attempt whose end nobody knows. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        bell.ring();
        if (thread != null) {
            thread.join(2_000);
            room.tryAcquire(AT_A_TIME, GraphCalls.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        }
        hands.shutdown();
        hands.awaitTermination(2, TimeUnit.SECONDS);
    }

    void moved(@Observes ClockMoved event) {
        bell.ring();
    }

    private void work() {
        Trouble trouble = new Trouble(LOG, "Messages to WhatsApp wait");
        while (!stopping) {
            try {
                boolean more = turn();
                trouble.over();
                TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
                if (!more) {
                    bell.await(POLL_MS);
                }
            } catch (InterruptedException e) {
                return;
            } catch (Exception e) {
                trouble.happened(e);
                after = FIRST;
                waitOut();
            }
        }
    }

    private void waitOut() {
        try {
            TimeUnit.MILLISECONDS.sleep(TROUBLE_MS);
        } catch (InterruptedException e) {
            stopping = true;
        }
    }

    /** Begins the calls of one round; true when another round may find more at once. */
    private boolean turn() {
        int limit = Math.min(ROUND, room.availablePermits());
        if (limit == 0) {
            return false;
        }
        UUID from = after;
        Picked picked = database.inTransaction(tx -> lanes.pick(tx, now(), from, limit));
        after = picked.lastBusiness() == null ? FIRST : picked.lastBusiness();
        for (Task task : picked.tasks()) {
            room.acquireUninterruptibly();
            hands.execute(() -> begin(task));
        }
        return !after.equals(FIRST) || !from.equals(FIRST);
    }

    /** What came of a call, and with which settings it was made; {@code putAt} null where there was none. */
    private record Called(SendOutcome outcome, Instant putAt) {}

    private void begin(Task task) {
        call(task)
                .whenCompleteAsync(
                        (called, failure) -> {
                            try {
                                take(task, called != null ? called : new Called(new Silence("internal-error"), null));
                            } finally {
                                room.release();
                                bell.ring();
                            }
                        },
                        hands);
    }

    /** Nothing has left before the call, so a fault until then may be repeated. */
    private CompletableFuture<Called> call(Task task) {
        try {
            SendReading.Request request = reading.of(task, now());
            String token = secrets.reveal(task.businessId(), request.number().keptToken());
            if (task.isLate()) {
                return none(new Later(false, "too-late"));
            }
            return calls.send(request.number().phoneNumberId(), token, request.body())
                    .thenApply(outcome -> new Called(outcome, request.number().putAt()));
        } catch (SendReading.Unsendable e) {
            return none(new Refused(SendLanes.errors(e.getMessage())));
        } catch (RuntimeException e) {
            LOG.errorf("A message to WhatsApp can't be made: %s", Wordless.kind(e));
            return none(new Later(false, "not-made"));
        }
    }

    private static CompletableFuture<Called> none(SendOutcome outcome) {
        return CompletableFuture.completedFuture(new Called(outcome, null));
    }

    /** What can't be written down is an attempt whose end nobody knows, once the lease is over. */
    private void take(Task task, Called called) {
        metrics.counter("tresen.whatsapp.sends", "outcome", word(called.outcome()))
                .increment();
        try {
            database.run(tx -> lanes.ended(tx, now(), task, called.outcome(), called.putAt()));
        } catch (RuntimeException e) {
            LOG.warnf("What came of a message to WhatsApp is not written down: %s", Wordless.kind(e));
        }
    }

    static String word(SendOutcome outcome) {
        return outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private Instant now() {
        return clock.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private static Thread daemon(Runnable task, String name) {
        Thread made = new Thread(task, name);
        made.setDaemon(true);
        return made;
    }
}
