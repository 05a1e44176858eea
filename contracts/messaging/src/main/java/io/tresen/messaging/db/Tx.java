package io.tresen.messaging.db;

import io.tresen.messaging.Wordless;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * One open transaction on one connection. Calls block, so they belong on worker threads; everything that is done through
 * the same {@code Tx} commits or rolls back together, the outbox and the inbox included.
 *
 * <p>Parameters are PostgreSQL's {@code $1}, {@code $2} …; arrays are Java arrays ({@code UUID[]}, {@code Long[]},
 * {@code String[]}). Times are {@code OffsetDateTime} in UTC.
 */
public final class Tx {

    private static final Logger LOG = Logger.getLogger(Tx.class);
    private static final Duration STATEMENT_LIMIT = Duration.ofSeconds(30);
    private static final Duration ROLLBACK_LIMIT = Duration.ofSeconds(5);

    private final SqlConnection connection;
    private final List<Runnable> afterCommit = new ArrayList<>();
    private RuntimeException broken;
    private volatile boolean lost;

    Tx(SqlConnection connection) {
        this.connection = connection;
        connection.closeHandler(() -> lost = true);
    }

    /** Runs a statement and returns its rows. */
    public RowSet<Row> query(String sql, Object... parameters) {
        return noting(() -> connection
                .preparedQuery(sql)
                .execute(Tuple.from(parameters))
                .await()
                .atMost(STATEMENT_LIMIT));
    }

    /** The rows of a statement as a list. */
    public List<Row> list(String sql, Object... parameters) {
        List<Row> rows = new ArrayList<>();
        query(sql, parameters).forEach(rows::add);
        return rows;
    }

    /** The first row of a statement, if it has one. */
    public Optional<Row> one(String sql, Object... parameters) {
        RowSet<Row> rows = query(sql, parameters);
        return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next());
    }

    /** Runs a statement and returns how many rows it changed. */
    public int update(String sql, Object... parameters) {
        return query(sql, parameters).rowCount();
    }

    /** Runs one statement with many parameter lists, pipelined in one round trip, in the order of the list. */
    public void batch(String sql, List<Object[]> parameterLists) {
        if (!parameterLists.isEmpty()) {
            List<Tuple> tuples = parameterLists.stream().map(Tuple::from).toList();
            noting(() ->
                    connection.preparedQuery(sql).executeBatch(tuples).await().atMost(STATEMENT_LIMIT));
        }
    }

    /**
     * Runs a part of the work that may fail by itself: what it threw is thrown on, what it did in the database is undone
     * (a savepoint), and the transaction goes on. Parts do not nest.
     */
    public void attempt(Runnable part) {
        int actions = afterCommit.size();
        command("savepoint part");
        try {
            part.run();
            assertWhole();
        } catch (RuntimeException | Error e) {
            command("rollback to savepoint part");
            broken = null;
            afterCommit.subList(actions, afterCommit.size()).clear();
            throw e;
        }
        command("release savepoint part");
    }

    /** Runs once the transaction has committed; never when it rolled back. Must be quick. */
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    /**
     * True once the connection is gone, so that PostgreSQL has rolled back and freed the locks: whoever still acts outside
     * the database on the strength of a lock stops. Any thread.
     */
    public boolean lost() {
        return lost;
    }

    /**
     * A statement that fails leaves a transaction that PostgreSQL can only roll back, and it answers its COMMIT without an
     * error. Work that caught the exception and went on would be lost in silence.
     */
    void assertWhole() {
        if (broken != null) {
            throw new IllegalStateException(
                    "A statement failed and its exception was swallowed; all is rolled back", broken);
        }
    }

    /** The work is committed, so what an action throws can't undo it and must not look as if it had. */
    void committed() {
        for (Runnable action : afterCommit) {
            try {
                action.run();
            } catch (RuntimeException e) {
                LOG.error("An action after a commit failed", Wordless.of(e));
            }
        }
    }

    // Not the client's own Transaction: after any failed statement, also one undone with its savepoint, that one sends
    // ROLLBACK in place of COMMIT.

    void begin(String how) {
        command(how);
    }

    /** @throws CommitUnknown when no answer came */
    void commit() {
        try {
            connection.query("commit").execute().await().atMost(STATEMENT_LIMIT);
        } catch (RuntimeException e) {
            if (Outage.isAnswer(e)) {
                throw e;
            }
            throw new CommitUnknown(e);
        }
    }

    /** What went wrong first is what the caller must see; a rollback that fails as well changes nothing. */
    void rollback() {
        try {
            connection.query("rollback").execute().await().atMost(ROLLBACK_LIMIT);
        } catch (RuntimeException ignored) {
            // the connection is gone and PostgreSQL rolls back by itself, or it hangs and will do it before anything
            // else
        }
    }

    private void command(String sql) {
        noting(() -> connection.query(sql).execute().await().atMost(STATEMENT_LIMIT));
    }

    private <T> T noting(Supplier<T> statement) {
        try {
            return statement.get();
        } catch (RuntimeException e) {
            broken = broken == null ? e : broken;
            throw e;
        }
    }
}
