package io.tresen.messaging.inbox;

import io.quarkus.runtime.StartupEvent;
import io.tresen.messaging.db.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Removes inbox rows that have outlived their topic, so that the inbox does not grow for ever. */
@ApplicationScoped
public class Purge {

    private static final Logger LOG = Logger.getLogger(Purge.class);
    private static final long EVERY_MS = 600_000;
    private static final int BATCH = 5_000;

    private final Database database;
    private final Patience patience;

    Purge(Database database, Patience patience) {
        this.database = database;
        this.patience = patience;
    }

    void start(@Observes StartupEvent event) {
        Thread thread = new Thread(this::work, "inbox-purge");
        thread.setDaemon(true);
        thread.start();
    }

    private void work() {
        while (!patience.waited(EVERY_MS)) {
            try {
                while (purgeSome() == BATCH && !patience.stopping()) {
                    LOG.debug("more inbox rows to remove");
                }
            } catch (RuntimeException e) {
                LOG.debugf("the inbox is purged later: %s", e.toString());
            }
        }
    }

    /** Removes at most one batch of expired rows; returns how many. */
    int purgeSome() {
        return database.inTransaction(tx -> tx.update(
                """
                delete from inbox_event where ctid = any (array(
                  select ctid from inbox_event where expires_at < now() order by expires_at limit $1))""",
                BATCH));
    }
}
