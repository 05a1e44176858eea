package io.tresen.messaging.db;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Opens transactions on this service's database. Worker threads only: every call blocks.
 *
 * <p>What is done for requests may use only a part of the connections ({@link Connections}), so that events go on however many
 * requests there are. A REST request is known by itself ({@link RequestWork}); nothing has to be said where nobody would think of it.
 * What is neither seen nor the common case says so: {@link #forClients}, {@link #forEvents}, {@link #inTurn}, {@link #patient}.
 */
@ApplicationScoped
public class Database {

    private static final Duration PATIENCE = Connections.LIMIT.multipliedBy(2);

    private final Connections connections;
    private final Supplier<Use> use;
    private final Duration limit;

    @Inject
    Database(Connections connections) {
        this(connections, Use::here, Connections.LIMIT);
    }

    private Database(Connections connections, Supplier<Use> use, Duration limit) {
        this.connections = connections;
        this.use = use;
        this.limit = limit;
    }

    /** The same for what clients cause outside REST requests, such as a WebSocket's reads: it takes turns as requests do. */
    public Database forClients() {
        return new Database(connections, () -> Use.REQUEST, limit);
    }

    /**
     * The same for what happened elsewhere and may be told by a request, such as a provider's webhook: no polling client holds it
     * up. On a request's thread it takes turns of its own, a few, since whoever sends or repeats it may do so any number of times at
     * once; elsewhere it is an event as any other. Only for what is signed and what has to be read to check that: those who ask
     * wait for each other.
     */
    public Database forEvents() {
        return new Database(connections, Use::ofEvent, limit);
    }

    /**
     * The same for what a request has learnt at the cost of something and nobody else may tell us in time, such as what a provider
     * answered: it waits 10 s for a connection, twice as long as others. A request's first transaction is no such thing: where too many
     * wait, it is refused here too.
     */
    public Database patient() {
        return new Database(connections, use, PATIENCE);
    }

    /**
     * Runs a request's reactive work in its turn: Hibernate Reactive asks the pool by itself. Subscribe on an event loop.
     *
     * @param work uses one connection at a time and has given it back when its {@code Uni} ends; the {@code Uni} fails with
     *     {@link NoTurn} when it gets no turn within 5 s
     */
    public <T> Uni<T> inTurn(Supplier<Uni<T>> work) {
        return connections.inTurn(work);
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
        return connections.lend(use.get(), limit, connection -> {
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
        });
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
        return connections.lend(use.get(), limit, connection -> {
            Tx tx = new Tx(connection);
            T result = work.apply(tx);
            tx.settle();
            return result;
        });
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
}
