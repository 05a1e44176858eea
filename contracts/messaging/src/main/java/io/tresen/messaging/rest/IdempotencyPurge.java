package io.tresen.messaging.rest;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tresen.messaging.Wordless;
import io.tresen.messaging.db.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Removes kept answers after 25 hours by the wall clock (24 are promised), a thousand per transaction. */
@ApplicationScoped
public class IdempotencyPurge {

    private static final Logger LOG = Logger.getLogger(IdempotencyPurge.class);
    private static final int TURN = 1_000;
    private static final long EVERY_MINUTES = 10;

    private final Database database;
    private ScheduledFuture<?> job;

    IdempotencyPurge(Database database) {
        this.database = database;
    }

    void start(@Observes StartupEvent event) {
        job = Infrastructure.getDefaultWorkerPool()
                .scheduleWithFixedDelay(this::tryPurge, EVERY_MINUTES, EVERY_MINUTES, TimeUnit.MINUTES);
    }

    void stop(@Observes ShutdownEvent event) {
        job.cancel(false);
    }

    /** Removes all that is due and says how many that were. */
    public int purge() {
        int removed = 0;
        int turn;
        do {
            turn = database.read(tx -> tx.update(
                    "delete from idempotency where key_hash = any(array(select key_hash from idempotency"
                            + " where created_at < now() - interval '25 hours' limit $1))",
                    TURN));
            removed += turn;
        } while (turn == TURN);
        return removed;
    }

    private void tryPurge() {
        try {
            purge();
        } catch (RuntimeException e) {
            LOG.warnf("Kept answers were not purged, the next turn will: %s", Wordless.kind(e));
        }
    }
}
