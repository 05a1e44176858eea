package io.tresen.messaging.webhook;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tresen.messaging.Wordless;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Trouble;
import io.tresen.messaging.seal.KeptSecrets;
import io.tresen.messaging.time.BusinessClock;
import io.tresen.messaging.time.ClockMoved;
import io.tresen.messaging.webhook.WebhookCalls.Outcome;
import io.tresen.messaging.webhook.WebhookLanes.Picked;
import io.tresen.messaging.webhook.WebhookLanes.Task;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Sends what is due. One thread leases lanes, calls are asynchronous, a few threads take the answers in, each in a
 * transaction of its own. Replicas share the lanes by their leases. Woken in-process after a commit, with a poll as
 * fallback; a pause between rounds bounds what picking costs when much happens.
 */
@ApplicationScoped
public class WebhookSender {

    private static final Logger LOG = Logger.getLogger(WebhookSender.class);
    private static final UUID FIRST = new UUID(0, 0);
    private static final int ROUND = 128;
    private static final int POLL_MS = 500;
    private static final int PAUSE_MS = 10;
    private static final int TROUBLE_MS = 1_000;
    private static final int TAKERS = 4;

    private final Database database;
    private final WebhookLanes lanes;
    private final WebhookCalls calls;
    private final KeptSecrets secrets;
    private final BusinessClock clock;
    private final boolean enabled;
    private final EndpointRoom room = new EndpointRoom();
    private final Semaphore wakeups = new Semaphore(0);
    private final ExecutorService takers =
            Executors.newFixedThreadPool(TAKERS, task -> WebhookCalls.daemon(task, "webhook-answers"));
    private UUID after = FIRST;
    private Thread thread;
    private volatile boolean stopping;

    WebhookSender(
            Database database,
            WebhookLanes lanes,
            WebhookCalls calls,
            KeptSecrets secrets,
            BusinessClock clock,
            @ConfigProperty(name = "tresen.webhooks", defaultValue = "false") boolean enabled) {
        this.database = database;
        this.lanes = lanes;
        this.calls = calls;
        this.secrets = secrets;
        this.clock = clock;
        this.enabled = enabled;
    }

    void start(@Observes StartupEvent event) {
        if (enabled) {
            thread = WebhookCalls.daemon(this::work, "webhook-sender");
            thread.start();
        }
    }

    /** Lets calls that are under way be answered; what is not leaves its lease to run out. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        wake();
        if (thread != null) {
            thread.join(2_000);
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(WebhookCalls.LIMIT_MS);
            while (room.free() < EndpointRoom.ALL && System.nanoTime() - end < 0) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
            }
        }
        takers.shutdown();
        takers.awaitTermination(2, TimeUnit.SECONDS);
    }

    void moved(@Observes ClockMoved event) {
        room.forgiveAll();
        wake();
    }

    /** There may be something due. Cheap; any thread. */
    public void wake() {
        if (wakeups.availablePermits() == 0) {
            wakeups.release();
        }
    }

    void putAnew(UUID businessId) {
        room.forgive(businessId);
        wake();
    }

    private void work() {
        Trouble trouble = new Trouble(LOG, "Webhooks wait");
        while (!stopping) {
            try {
                boolean more = turn();
                trouble.over();
                TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
                if (!more) {
                    wakeups.tryAcquire(POLL_MS, TimeUnit.MILLISECONDS);
                    wakeups.drainPermits();
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
        int limit = Math.min(ROUND, room.free());
        if (limit == 0) {
            return false;
        }
        Map<UUID, Integer> known = room.known(System.nanoTime());
        UUID from = after;
        Picked picked = database.inTransaction(tx -> lanes.pick(tx, now(), from, limit, known, EndpointRoom.USUAL));
        after = picked.lastBusiness() == null ? FIRST : picked.lastBusiness();
        picked.tasks().forEach(this::begin);
        return !after.equals(FIRST) || !from.equals(FIRST);
    }

    private void begin(Task task) {
        long begun = System.nanoTime();
        room.began(task.businessId());
        call(task)
                .whenComplete((outcome, failure) -> takers.execute(() -> {
                    try {
                        take(task, outcome != null ? outcome : Outcome.failed("internal-error"));
                    } finally {
                        room.ended(task.businessId(), outcome != null && outcome.answered(), begun, System.nanoTime());
                        wake();
                    }
                }));
    }

    private CompletableFuture<Outcome> call(Task task) {
        Optional<WebhookUrl> url = WebhookUrl.read(task.url(), calls.local());
        if (url.isEmpty()) {
            return CompletableFuture.completedFuture(Outcome.failed("url-refused"));
        }
        try {
            String secret = secrets.reveal(task.businessId(), task.secret());
            return calls.post(
                    url.get(),
                    task.payload(),
                    Map.of(
                            "Content-Type",
                            "application/json",
                            WebhookSignature.HEADER,
                            WebhookSignature.of(secret, task.payload())));
        } catch (RuntimeException e) {
            LOG.errorf("A webhook can't be signed: %s", Wordless.kind(e));
            return CompletableFuture.completedFuture(Outcome.failed("not-signed"));
        }
    }

    /** What can't be written down is tried again once the lease is over. */
    private void take(Task task, Outcome outcome) {
        try {
            database.run(tx -> {
                if (outcome.isFine()) {
                    lanes.delivered(tx, now(), task, outcome.status());
                } else {
                    lanes.failed(tx, now(), task, outcome.status(), outcome.error());
                }
            });
        } catch (RuntimeException e) {
            LOG.warnf("What came of a webhook is not known, it is sent again: %s", Wordless.kind(e));
        }
    }

    private Instant now() {
        return clock.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
