package io.tresen.messaging.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.tresen.engines.EnginesResource;
import io.tresen.messaging.db.Database;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a transaction does when a statement in it fails. */
@QuarkusTest
@QuarkusTestResource(value = EnginesResource.class, initArgs = @ResourceArg(name = "service", value = "order"))
class TransactionsIT {

    private static final String INSERT = "insert into probe_fault (order_id) values ($1)";

    @Inject
    Database database;

    private final UUID order = UUID.randomUUID();

    @Test
    void workThatSwallowsAFailedStatementIsToldThatNothingIsCommitted() {
        assertThrows(
                IllegalStateException.class,
                () -> database.run(tx -> {
                    tx.update(INSERT, order);
                    assertThrows(PgException.class, () -> tx.query("select 1 / 0"));
                }));
        assertEquals(0, rows());
    }

    @Test
    void aPartThatFailsIsUndoneAloneAndItsActionsAreForgotten() {
        List<String> ran = new ArrayList<>();
        database.run(tx -> {
            tx.update(INSERT, order);
            assertThrows(
                    PgException.class,
                    () -> tx.attempt(() -> {
                        tx.update(INSERT, order);
                        tx.afterCommit(() -> ran.add("undone"));
                        tx.query("select 1 / 0");
                    }));
            tx.attempt(() -> tx.update(INSERT, order));
            tx.afterCommit(() -> ran.add("done"));
        });
        assertEquals(2, rows());
        assertEquals(List.of("done"), ran);
    }

    @Test
    void anActionAfterTheCommitCanNotMakeItLookFailed() {
        database.run(tx -> {
            tx.update(INSERT, order);
            tx.afterCommit(() -> {
                throw new IllegalStateException("the action fails");
            });
        });
        assertEquals(1, rows());
    }

    @Test
    void whatIsSentTogetherRunsInTheOrderOfSending() {
        List<Long> seen = database.inTransaction(tx -> {
            // texts that no connection has prepared: the client prepares them in between
            String count = "select count(*) from probe_fault where order_id = $1 /* " + order + " */";
            io.tresen.messaging.db.Asked none = tx.ask(count, order);
            tx.send(INSERT + " /* " + order + " */", order);
            io.tresen.messaging.db.Asked one = tx.ask(count, order);
            tx.batch(INSERT, List.of(new Object[] {order}, new Object[] {order}));
            io.tresen.messaging.db.Asked three = tx.ask(count, order);
            return Stream.of(three, none, one)
                    .map(asked -> asked.one().orElseThrow().getLong(0))
                    .toList();
        });
        assertEquals(List.of(3L, 0L, 1L), seen);
        assertEquals(3, rows());
    }

    @Test
    void whatFailsUnseenUndoesAllAndIsThrown() {
        assertThrows(
                PgException.class,
                () -> database.run(tx -> {
                    tx.send(INSERT, order);
                    tx.send("select 1 / 0");
                    tx.send(INSERT, order);
                }));
        assertEquals(0, rows());
    }

    @Test
    void whatTheClientRefusesUnseenUndoesAllThoughPostgresqlNeverSawIt() {
        assertThrows(
                RuntimeException.class,
                () -> database.run(tx -> {
                    tx.send(INSERT, order);
                    tx.send(INSERT, "no id");
                    tx.send(INSERT, order);
                }));
        assertEquals(0, rows());
    }

    @Test
    void aPartIsUndoneForWhatItSentAndNotForWhatWasSentBefore() {
        database.run(tx -> {
            tx.send(INSERT, order);
            assertThrows(
                    PgException.class,
                    () -> tx.attempt(() -> {
                        tx.send(INSERT, order);
                        tx.send("select 1 / 0");
                        tx.send(INSERT, order);
                    }));
            tx.send(INSERT, order);
        });
        assertEquals(2, rows());
    }

    @Test
    void aFailureOfWhatWasSentBeforeAPartIsNotThePartsAndUndoesAll() {
        assertThrows(
                PgException.class,
                () -> database.run(tx -> {
                    tx.send("select 1 / 0");
                    tx.attempt(() -> tx.send(INSERT, order));
                }));
        assertEquals(0, rows());
    }

    private long rows() {
        return new Asked(database).count("select count(*) from probe_fault where order_id = $1", order);
    }
}
