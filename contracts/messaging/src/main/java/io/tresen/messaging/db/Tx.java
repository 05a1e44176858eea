package io.tresen.messaging.db;

import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One open transaction on one connection. Calls block, so they belong on worker threads; everything that is done through
 * the same {@code Tx} commits or rolls back together, the outbox and the inbox included.
 *
 * <p>Parameters are PostgreSQL's {@code $1}, {@code $2} …; arrays are Java arrays ({@code UUID[]}, {@code Long[]},
 * {@code String[]}). Times are {@code OffsetDateTime} in UTC.
 */
public final class Tx {

    private static final Duration STATEMENT_LIMIT = Duration.ofSeconds(30);

    private final SqlConnection connection;
    private final List<Runnable> afterCommit = new ArrayList<>();

    Tx(SqlConnection connection) {
        this.connection = connection;
    }

    /** Runs a statement and returns its rows. */
    public RowSet<Row> query(String sql, Object... parameters) {
        return connection
                .preparedQuery(sql)
                .execute(Tuple.from(parameters))
                .await()
                .atMost(STATEMENT_LIMIT);
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
            connection.preparedQuery(sql).executeBatch(tuples).await().atMost(STATEMENT_LIMIT);
        }
    }

    /** Runs once the transaction has committed; never when it rolled back. Must be quick and must not throw. */
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    void committed() {
        afterCommit.forEach(Runnable::run);
    }
}
