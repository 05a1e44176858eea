package io.tresen.messaging.inbox;

import io.quarkus.runtime.StartupEvent;
import io.tresen.messaging.Wordless;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Outage;
import io.tresen.messaging.db.Trouble;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Holds a service that starts on a restored database ({@code tresen.fenced=true}) at the very first moment of its start,
 * behind the migrations and before everything else: no request is taken, no consumer reads, no relay sends, no timer runs,
 * nor will anything that somebody adds later, since the start goes no further. What it does is the one command
 * {@code restored:<time of the backup>} ({@link RestoreTarget}, {@link Restore}); then the process ends, with 0 when it is done and 1 when it failed.
 */
@ApplicationScoped
public class Fence {

    private static final Logger LOG = Logger.getLogger(Fence.class);
    private static final long POLL_MS = 500;
    private static final int BEFORE_ALL = Integer.MIN_VALUE;
    private static final int TERMINATED = 143;

    private final Database database;
    private final Restore restore;
    private final Patience patience;
    private final boolean fenced;

    Fence(
            Database database,
            Restore restore,
            Patience patience,
            @ConfigProperty(name = "tresen.fenced", defaultValue = "false") boolean fenced) {
        this.database = database;
        this.restore = restore;
        this.patience = patience;
        this.fenced = fenced;
    }

    void hold(@Observes @Priority(BEFORE_ALL) StartupEvent event) {
        if (fenced) {
            // an orderly end would wait for the end of the start, which does not come; what is under way rolls back
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(TERMINATED), "fence-ends"));
            LOG.infof(
                    "Fenced: waiting for the command rebuild %s<time of the backup>; nothing else runs",
                    RestoreTarget.RESTORED);
            Runtime.getRuntime().halt(carriedOut() ? 0 : 1);
        }
    }

    /** Waits for the command and does it. @return whether it is done */
    private boolean carriedOut() {
        Trouble trouble = new Trouble(LOG, "The fenced service waits");
        while (true) {
            try {
                Optional<Claim> claim = Claim.next(database, true);
                trouble.over();
                if (claim.isPresent()) {
                    return carriedOut(claim.get());
                }
            } catch (RuntimeException e) {
                if (!Outage.isOne(e)) {
                    throw e;
                }
                trouble.happened(e);
            }
            patience.waited(POLL_MS);
        }
    }

    private boolean carriedOut(Claim held) {
        try (Claim claim = held) {
            try {
                String detail = restore.restore(claim, claim.target());
                LOG.infof("Restored: %s", detail);
                return true;
            } catch (RuntimeException e) {
                LOG.errorf(Wordless.of(e), "Not restored");
                database.run(tx -> claim.end(tx, "failed", e.getMessage() == null ? e.toString() : e.getMessage()));
                return false;
            }
        }
    }
}
