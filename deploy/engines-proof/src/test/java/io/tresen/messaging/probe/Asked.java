package io.tresen.messaging.probe;

import static org.awaitility.Awaitility.await;

import io.tresen.messaging.db.Database;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** What tests ask of the service's database, and of its operators' commands. */
final class Asked {

    private final Database database;

    Asked(Database database) {
        this.database = database;
    }

    /** Sequences of the events that had their effect, in the order of the effects. */
    List<Long> effects(UUID order) {
        return database
                .read(tx -> tx.list("select sequence from probe_effect where order_id = $1 order by id", order))
                .stream()
                .map(row -> row.getLong("sequence"))
                .toList();
    }

    long count(String sql, Object... parameters) {
        return database.read(tx -> tx.one(sql, parameters)).orElseThrow().getLong(0);
    }

    Row letter(UUID key, String reason) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> database.read(
                                tx -> tx.one("select * from dead_letter where key = $1 and reason = $2", key, reason)),
                        java.util.Optional::isPresent)
                .orElseThrow();
    }

    long command(String kind, String target) {
        return database.read(tx -> tx.one(
                        "insert into operator_command (kind, target) values ($1, $2) returning id", kind, target))
                .orElseThrow()
                .getLong("id");
    }

    Row commandRow(long id) {
        return database.read(tx -> tx.one("select * from operator_command where id = $1", id))
                .orElseThrow();
    }

    /** Waits for the end of a command: {@code done} or {@code failed}, and the detail. */
    String ended(long id) {
        Row row = await().atMost(Duration.ofSeconds(60))
                .until(() -> commandRow(id), found -> List.of("done", "failed").contains(found.getString("state")));
        return row.getString("state") + ' ' + row.getString("detail");
    }
}
