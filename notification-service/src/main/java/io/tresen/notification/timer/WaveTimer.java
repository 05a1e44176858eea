package io.tresen.notification.timer;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tresen.messaging.Wordless;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.time.BusinessClock;
import io.tresen.messaging.time.ClockMoved;
import io.tresen.notification.Subscriptions;
import io.tresen.notification.WaveBell;
import io.tresen.notification.WaveRules;
import io.tresen.notification.Waves;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Takes the steps that are due by business time, and ends what has lapsed. Every replica has one; row locks share the work
 * out. It looks at the clock every second, for lapses every five, and at once when a step was planned here or the clock was moved.
 */
@ApplicationScoped
public class WaveTimer {

    private static final Logger LOG = Logger.getLogger(WaveTimer.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final long LAPSES_EVERY_NS = Duration.ofSeconds(5).toNanos();

    private final Database database;
    private final Waves waves;
    private final Subscriptions subscriptions;
    private final BusinessClock clock;
    private final WaveBell bell;
    private Thread thread;
    private final AtomicBoolean lapsesDue = new AtomicBoolean(true);
    private long lapsedAt;
    private volatile boolean stopping;
    private boolean failing;

    WaveTimer(Database database, Waves waves, Subscriptions subscriptions, BusinessClock clock, WaveBell bell) {
        this.database = database;
        this.waves = waves;
        this.subscriptions = subscriptions;
        this.clock = clock;
        this.bell = bell;
    }

    void start(@Observes StartupEvent event) {
        thread = new Thread(this::work, "wave-timer");
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        bell.ring();
        thread.join(5_000);
    }

    void moved(@Observes ClockMoved event) {
        lapsesDue.set(true);
        bell.ring();
    }

    private void work() {
        try {
            while (!stopping) {
                takeTurn();
                bell.await(LOOK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What fails is done at the next look: nothing is lost, since what is due stays due. */
    private void takeTurn() {
        try {
            stepAll();
            long now = System.nanoTime();
            if (lapsesDue.getAndSet(false) || now - lapsedAt >= LAPSES_EVERY_NS) {
                lapseAll();
                lapsedAt = now;
            }
            failing = false;
        } catch (RuntimeException e) {
            lapsesDue.set(true);
            if (!failing) {
                LOG.warnf(Wordless.of(e), "Waves and lapses wait, next try in %d ms", LOOK.toMillis());
            }
            failing = true;
        }
    }

    private void stepAll() {
        boolean stepped = true;
        while (stepped && !stopping) {
            stepped = database.inTransaction(tx -> waves.step(tx, now()));
        }
    }

    private void lapseAll() {
        int lapsed = WaveRules.BATCH;
        while (lapsed == WaveRules.BATCH && !stopping) {
            lapsed = database.inTransaction(tx -> subscriptions.lapse(tx, now()));
        }
    }

    private Instant now() {
        return clock.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
