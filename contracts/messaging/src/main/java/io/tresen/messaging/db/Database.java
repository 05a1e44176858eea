package io.tresen.messaging.db;

import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

/** Opens transactions on this service's database. Worker threads only: every call blocks. */
@ApplicationScoped
public class Database {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

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
        return inTransaction("begin", work);
    }

    /**
     * Runs several statements that all see the database as it was at the first of them, and change nothing. It keeps a connection,
     * and old rows from being cleaned up, for as long as it lasts: never while a client reads.
     */
    public <T> T inSnapshot(Function<Tx, T> work) {
        return inTransaction("begin isolation level repeatable read, read only", work);
    }

    private <T> T inTransaction(String begin, Function<Tx, T> work) {
        SqlConnection connection = connect();
        try {
            Tx tx = new Tx(connection);
            T result;
            try {
                tx.begin(begin);
                result = work.apply(tx);
                tx.settle();
                tx.assertWhole();
            } catch (RuntimeException | Error e) {
                tx.rollback();
                throw e;
            }
            tx.commit();
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
            Tx tx = new Tx(connection);
            T result = work.apply(tx);
            tx.settle();
            return result;
        } finally {
            release(connection);
        }
    }

    /**
     * Runs one statement, which PostgreSQL commits by itself: a transaction of one statement needs no begin and no commit, two
     * round trips of three. For what is asked again and again, such as whether something is due.
     *
     * @param statement runs exactly one; {@link Tx#afterCommit} does nothing here
     */
    public <T> T single(Function<Tx, T> statement) {
        return read(statement);
    }

    /**
     * Waits for a connection. The pool goes on looking for one after we have given up, and would hand it to nobody: so
     * whatever comes late is given back, or a database that hangs for a while would leave the pool empty for ever.
     */
    private SqlConnection connect() {
        if (!Infrastructure.canCallerThreadBeBlocked()) {
            throw new IllegalStateException("The database was asked on an event loop");
        }
        CompletableFuture<SqlConnection> asked = pool.getConnection().subscribeAsCompletionStage();
        try {
            return asked.get(CONNECT_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new NoConnection("PostgreSQL gave no connection", e.getCause());
        } catch (TimeoutException e) {
            giveBackLater(asked);
            throw new NoConnection("PostgreSQL gave no connection within " + CONNECT_LIMIT.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            giveBackLater(asked);
            Thread.currentThread().interrupt();
            throw new NoConnection("interrupted while waiting for a connection", e);
        }
    }

    private static void giveBackLater(CompletableFuture<SqlConnection> asked) {
        asked.whenComplete((late, failure) -> {
            if (late != null) {
                release(late);
            }
        });
    }

    /** What is still under way on the connection runs before the statements of whoever gets it next. */
    private static void release(SqlConnection connection) {
        connection.close().subscribe().with(ignored -> {}, ignored -> {});
    }
}
