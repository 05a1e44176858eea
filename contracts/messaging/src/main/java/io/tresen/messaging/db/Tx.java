package io.tresen.messaging.db;

import io.smallrye.mutiny.Uni;
import io.tresen.messaging.Wordless;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * One open transaction on one connection. Calls block, so they belong on worker threads; everything that is done through
 * the same {@code Tx} commits or rolls back together, the outbox and the inbox included.
 *
 * <p>Parameters are PostgreSQL's {@code $1}, {@code $2} …; arrays are Java arrays ({@code UUID[]}, {@code Long[]},
 * {@code String[]}). Times are {@code OffsetDateTime} in UTC.
 *
 * <p>Each statement that is waited for costs two threads and a server process their turn. What is known to be asked anyway is
 * sent together ({@link #ask}, {@link #send}) and waited for together, by its last answer: a thread that each answer woke would only
 * wait for the next. Everything is answered, and without an error, before the commit is sent: what the client itself refuses,
 * PostgreSQL never sees, and would commit without it.
 */
public final class Tx {

    private static final Logger LOG = Logger.getLogger(Tx.class);
    private static final Duration STATEMENT_LIMIT = Duration.ofSeconds(30);
    private static final long LIMIT_NS = STATEMENT_LIMIT.toNanos();
    private static final Duration ROLLBACK_LIMIT = Duration.ofSeconds(5);

    private final SqlConnection connection;
    private final List<Runnable> afterCommit = new ArrayList<>();
    private final Deque<Asked> sent = new ArrayDeque<>();
    private Asked begun;
    private RuntimeException broken;
    private volatile boolean lost;

    Tx(SqlConnection connection) {
        this.connection = connection;
        connection.closeHandler(() -> lost = true);
    }

    /** Runs a statement and returns its rows. */
    public RowSet<Row> query(String sql, Object... parameters) {
        return ask(sql, parameters).rows();
    }

    /** The rows of a statement as a list. */
    public List<Row> list(String sql, Object... parameters) {
        return ask(sql, parameters).list();
    }

    /** The first row of a statement, if it has one. */
    public Optional<Row> one(String sql, Object... parameters) {
        return ask(sql, parameters).one();
    }

    /** Runs a statement and returns how many rows it changed. */
    public int update(String sql, Object... parameters) {
        return ask(sql, parameters).changed();
    }

    /** Sends a statement, whose answer is looked at later, in the order of sending. */
    public Asked ask(String sql, Object... parameters) {
        beginBefore(sql);
        return sent(connection.preparedQuery(sql).execute(Tuple.from(parameters)));
    }

    /** Sends a statement whose answer nobody needs: that it failed is thrown by what is waited for next, or before the commit. */
    public void send(String sql, Object... parameters) {
        ask(sql, parameters);
    }

    /** As {@link #send}, one statement with many parameter lists, in the order of the list. */
    public void batch(String sql, List<Object[]> parameterLists) {
        if (!parameterLists.isEmpty()) {
            beginBefore(sql);
            sent(connection
                    .preparedQuery(sql)
                    .executeBatch(parameterLists.stream().map(Tuple::from).toList()));
        }
    }

    /**
     * Runs a part of the work that may fail by itself: what it threw is thrown on, what it did in the database is undone
     * (a savepoint), and the transaction goes on. Parts do not nest.
     */
    public void attempt(Runnable part) {
        int actions = afterCommit.size();
        settle();
        command("savepoint part");
        try {
            part.run();
            settle();
            assertWhole();
        } catch (RuntimeException | Error e) {
            sent.clear();
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

    /** Waits until all that was sent is answered. @throws RuntimeException why the first that failed did */
    void settle() {
        if (!sent.isEmpty()) {
            lookUpTo(sent.getLast());
        }
    }

    /** As {@link #settle}, up to this one. */
    void lookAt(Asked asked) {
        lookUpTo(asked);
        if (!asked.isLookedAt()) {
            throw new IllegalStateException("The statement failed, or was undone with its part", broken);
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

    /** Sent with the first statement where that is a select: if PostgreSQL refused to begin, that alone would change nothing. */
    void begin(String how) {
        begun = sent(connection.query(how).execute());
    }

    private void beginBefore(String sql) {
        if (begun != null && !sql.regionMatches(true, 0, "select ", 0, 7)) {
            lookAt(begun);
        }
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

    /** Answers come in the order of sending: who has the last one has them all, but for what the client refused to send. */
    private void lookUpTo(Asked asked) {
        long since = System.nanoTime();
        if (sent.size() > 1 && !asked.isLookedAt()) {
            awaitAnswer(asked);
        }
        while (!asked.isLookedAt() && !sent.isEmpty()) {
            look(sent.remove(), LIMIT_NS - (System.nanoTime() - since));
            since = System.nanoTime();
        }
    }

    private void command(String sql) {
        beginBefore(sql);
        sent(connection.query(sql).execute()).rows();
    }

    private Asked sent(Uni<RowSet<Row>> statement) {
        Asked asked = new Asked(this, statement.subscribeAsCompletionStage());
        sent.add(asked);
        return asked;
    }

    private void look(Asked asked, long limitNs) {
        try {
            asked.lookedAt(answer(asked.answer(), limitNs));
        } catch (RuntimeException e) {
            broken = broken == null ? e : broken;
            throw e;
        }
    }

    /** Whatever it is, and whether or not it comes: what failed is thrown by the look at what failed first. */
    private static void awaitAnswer(Asked asked) {
        try {
            asked.answer().get(LIMIT_NS, TimeUnit.NANOSECONDS);
        } catch (ExecutionException | CancellationException | TimeoutException e) {
            // seen again where it is looked at
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static RowSet<Row> answer(CompletableFuture<RowSet<Row>> answer, long limitNs) {
        try {
            return answer.get(Math.max(0, limitNs), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException why ? why : new CompletionException(e.getCause());
        } catch (TimeoutException e) {
            throw new io.smallrye.mutiny.TimeoutException();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }
}
