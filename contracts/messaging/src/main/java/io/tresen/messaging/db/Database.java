package io.tresen.messaging.db;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/** Opens transactions on this service's database. Worker threads only: every call blocks. */
@ApplicationScoped
public class Database {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration COMMIT_LIMIT = Duration.ofSeconds(30);

    private final Pool pool;

    Database(Pool pool) {
        this.pool = pool;
    }

    /**
     * Runs {@code work} in one transaction and commits it; any exception rolls back and is thrown on.
     *
     * @throws CommitUnknown when the commit was sent and no answer came: it may or may not have happened
     */
    public <T> T inTransaction(Function<Tx, T> work) {
        SqlConnection connection = connect();
        try {
            Transaction transaction = connection.begin().await().atMost(CONNECT_LIMIT);
            Tx tx = new Tx(connection);
            T result;
            try {
                result = work.apply(tx);
            } catch (RuntimeException | Error e) {
                rollback(transaction);
                throw e;
            }
            commit(transaction);
            tx.committed();
            return result;
        } finally {
            release(connection);
        }
    }

    /** As {@link #inTransaction(Function)}, without a result. */
    public void run(Consumer<Tx> work) {
        inTransaction(tx -> {
            work.accept(tx);
            return null;
        });
    }

    /** Runs statements on one connection, each committed by itself: for reads. */
    public <T> T read(Function<Tx, T> work) {
        SqlConnection connection = connect();
        try {
            return work.apply(new Tx(connection));
        } finally {
            release(connection);
        }
    }

    private SqlConnection connect() {
        return pool.getConnection().await().atMost(CONNECT_LIMIT);
    }

    private static void commit(Transaction transaction) {
        try {
            transaction.commit().await().atMost(COMMIT_LIMIT);
        } catch (RuntimeException e) {
            if (Outage.isAnswer(e)) {
                throw e;
            }
            throw new CommitUnknown(e);
        }
    }

    /** What went wrong first is what the caller must see; a rollback that fails as well changes nothing. */
    private static void rollback(Transaction transaction) {
        try {
            transaction.rollback().await().atMost(CONNECT_LIMIT);
        } catch (RuntimeException ignored) {
            // the connection is gone or stalled: PostgreSQL rolls back by itself
        }
    }

    /** An unfinished transaction is rolled back by the pool before anybody else's statement runs on the connection. */
    private static void release(SqlConnection connection) {
        connection.close().subscribe().with(ignored -> {}, ignored -> {});
    }
}
