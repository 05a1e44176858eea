package io.tresen.messaging.inbox;

import io.quarkus.runtime.StartupEvent;
import io.tresen.messaging.Ids;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Outage;
import io.tresen.messaging.event.RecordFault;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Carries out what operators ask for in {@code operator_command}: replay or discard a dead letter, go on behind a gap,
 * rebuild a copy. The service's own consumer does it, so no other program needs to know how. Targets:
 *
 * <ul>
 *   <li>{@code replay} and {@code discard}: id of a letter
 *   <li>{@code discard}: {@code gap:<consumer>:<key>} gives up the missing events of a key
 *   <li>{@code rebuild}: name of a copy
 * </ul>
 */
@ApplicationScoped
public class OperatorCommands {

    private static final Logger LOG = Logger.getLogger(OperatorCommands.class);
    private static final long POLL_MS = 500;

    private final Database database;
    private final Consumers consumers;
    private final CopyRebuild rebuild;

    OperatorCommands(Database database, Consumers consumers, CopyRebuild rebuild) {
        this.database = database;
        this.consumers = consumers;
        this.rebuild = rebuild;
    }

    void start(@Observes StartupEvent event) {
        Thread thread = new Thread(this::work, "operator-commands");
        thread.setDaemon(true);
        thread.start();
    }

    private void work() {
        while (!consumers.patience.waited(POLL_MS)) {
            try {
                while (next()) {
                    LOG.debug("looking for more commands");
                }
            } catch (RuntimeException e) {
                LOG.warnf("operator commands wait: %s", e.toString());
            }
        }
    }

    /** One replica takes a command and holds its row while it works; the work commits by itself. */
    private boolean next() {
        return database.inTransaction(tx -> {
            Row row = tx.one("select id, kind, target from operator_command where state = 'requested'"
                            + " order by id limit 1 for update skip locked")
                    .orElse(null);
            if (row == null) {
                return false;
            }
            String state = "done";
            String detail;
            try {
                detail = carryOut(row.getString("kind"), row.getString("target"));
            } catch (RuntimeException e) {
                if (Outage.isOne(e)) {
                    throw e;
                }
                state = "failed";
                detail = e.getMessage() == null ? e.toString() : e.getMessage();
            }
            tx.update(
                    "update operator_command set state = $2, detail = $3, ended_at = now() where id = $1",
                    row.getLong("id"),
                    state,
                    detail);
            return true;
        });
    }

    private String carryOut(String kind, String target) {
        if (kind.equals("rebuild")) {
            EventCopy copy = consumers
                    .copy(target)
                    .orElseThrow(() -> new RecordFault("no-such-copy", "this service has no copy " + target));
            return rebuild.rebuild(copy) + " records";
        }
        if (target.startsWith("gap:")) {
            String[] parts = target.split(":", 3);
            consumers.process(parts[1]).orElseThrow(() -> noConsumer(parts[1])).skipGap(UUID.fromString(parts[2]));
            return "gap skipped";
        }
        return letter(kind, Ids.parse(target));
    }

    private String letter(String kind, UUID id) {
        String consumer =
                database.read(tx -> tx.one("select consumer from dead_letter where id = $1 and state = 'open'", id)
                        .map(row -> row.getString("consumer"))
                        .orElseThrow(() -> new RecordFault("no-such-letter", "there is no open letter " + id)));
        boolean replay = kind.equals("replay");
        consumers
                .process(consumer)
                .ifPresentOrElse(
                        process -> {
                            if (replay) {
                                process.replay(id);
                            } else {
                                process.discard(id);
                            }
                        },
                        () -> {
                            EventCopy copy = consumers.copy(consumer).orElseThrow(() -> noConsumer(consumer));
                            if (replay) {
                                copy.replay(id);
                            } else {
                                copy.discard(id);
                            }
                        });
        return replay ? "replayed" : "discarded";
    }

    private static RecordFault noConsumer(String name) {
        return new RecordFault("no-such-consumer", "this service has no consumer " + name);
    }
}
