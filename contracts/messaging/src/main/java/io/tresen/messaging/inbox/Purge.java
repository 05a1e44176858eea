package io.tresen.messaging.inbox;

import io.quarkus.runtime.StartupEvent;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Trouble;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * Removes inbox rows that have outlived their topic, so that the inbox does not grow for ever. What they prove of a restored
 * database is noted before.
 */
@ApplicationScoped
public class Purge {

    private static final Logger LOG = Logger.getLogger(Purge.class);
    private static final long EVERY_MS = 600_000;
    private static final int BATCH = 5_000;

    private final Database database;
    private final ToldEvents told;
    private final Patience patience;

    Purge(Database database, ToldEvents told, Patience patience) {
        this.database = database;
        this.told = told;
        this.patience = patience;
    }

    void start(@Observes StartupEvent event) {
        Thread thread = new Thread(this::work, "inbox-purge");
        thread.setDaemon(true);
        thread.start();
    }

    private void work() {
        Trouble trouble = new Trouble(LOG, "The inbox is purged later");
        while (!patience.waited(EVERY_MS)) {
            try {
                database.inTransaction(told::settleFacts);
                int removed = BATCH;
                while (removed == BATCH && !patience.stopping()) {
                    removed = purgeSome();
                }
                trouble.over();
            } catch (Exception e) {
                trouble.happened(e);
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
