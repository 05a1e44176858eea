package io.tresen.messaging.db;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tresen.messaging.db.RequestTurns.Turn;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Lends the pool's connections. The pool has one queue, in which whoever handles an event would wait behind every request; so
 * requests have turns ({@link RequestTurns}), fewer than there are connections; news that come by requests have a few of their own;
 * and what is left is for events, timers, the relay and the health check, which asks the pool itself. Those are not bounded: they
 * are few, and may use what the others do not.
 *
 * <p>Turn and connection together are waited for {@link #LIMIT} at most, or what the caller says. A request that has had a turn waits
 * for its next ones however many do ({@link RequestTurns#askAgain}). One that holds a connection and asks for another, on the same
 * thread, needs no second turn: it would wait for itself.
 */
@Singleton
class Connections {

    static final Duration LIMIT = Duration.ofSeconds(5);

    private final Pool pool;
    private final RequestTurns requests;
    private final RequestTurns news;
    private final ThreadLocal<Boolean> hasTurn = new ThreadLocal<>();

    /** @throws IllegalStateException when requests and news are given all connections */
    Connections(
            Pool pool,
            MeterRegistry metrics,
            @ConfigProperty(name = "quarkus.datasource.reactive.max-size") int connections,
            @ConfigProperty(name = "tresen.db.request-connections", defaultValue = "14") int ofRequests,
            @ConfigProperty(name = "tresen.db.request-waiting", defaultValue = "200") int requestsWaiting,
            @ConfigProperty(name = "tresen.db.news-connections", defaultValue = "3") int ofNews,
            @ConfigProperty(name = "tresen.db.news-waiting", defaultValue = "50") int newsWaiting) {
        this.pool = pool;
        requests = RequestTurns.of("request", ofRequests, requestsWaiting);
        news = RequestTurns.of("news", ofNews, newsWaiting);
        requests.leaveSome(news, connections);
        show(metrics, requests);
        show(metrics, news);
    }

    private static void show(MeterRegistry metrics, RequestTurns turns) {
        String name = "tresen." + turns.whose() + ".turns.";
        metrics.gauge(name + "held", turns, RequestTurns::held);
        metrics.gauge(name + "waiting", turns, RequestTurns::waiting);
        FunctionCounter.builder(name + "refused", turns, RequestTurns::refused).register(metrics);
    }

    /** Settings that can't hold end the service here, and not with its first request. */
    void start(@Observes StartupEvent event) {}

    /**
     * Runs {@code work} on a connection.
     *
     * @param limit for turn and connection together
     * @throws NoConnection when none could be had; {@link NoTurn} when others of this use have all that they may have
     */
    <T> T lend(Use use, Duration limit, Function<SqlConnection, T> work) {
        if (!Infrastructure.canCallerThreadBeBlocked()) {
            throw new IllegalStateException("The database was asked on an event loop");
        }
        if (use == Use.OWN || hasTurn.get() != null) {
            return lend(Turn.FREE, limit, work);
        }
        Turn turn = ask(use == Use.NEWS ? news : requests);
        hasTurn.set(true);
        try {
            return lend(turn, limit, connection -> {
                RequestWork.turnBegan();
                return work.apply(connection);
            });
        } finally {
            hasTurn.remove();
        }
    }

    private static Turn ask(RequestTurns line) {
        return RequestWork.hasHadTurn() ? line.askAgain() : line.ask();
    }

    private <T> T lend(Turn turn, Duration limit, Function<SqlConnection, T> work) {
        SqlConnection connection = connect(turn, limit);
        try {
            return work.apply(connection);
        } finally {
            giveBack(connection, turn);
        }
    }

    /**
     * Waits for a connection. The pool goes on looking for one after we have given up, and would hand it to nobody: so
     * whatever comes late is given back, or a database that hangs for a while would leave the pool empty for ever. Until then it
     * keeps its place in the pool's queue, and its turn.
     */
    private SqlConnection connect(Turn turn, Duration limit) {
        CompletableFuture<SqlConnection> asked =
                turn.begun().thenCompose(go -> pool.getConnection().subscribeAsCompletionStage());
        try {
            return asked.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            turn.end();
            throw new NoConnection("PostgreSQL gave no connection", e.getCause());
        } catch (TimeoutException e) {
            if (turn.leave()) {
                throw tooLate(turn, limit);
            }
            giveBackLater(asked, turn);
            throw new NoConnection("PostgreSQL gave no connection within " + limit.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            if (!turn.leave()) {
                giveBackLater(asked, turn);
            }
            Thread.currentThread().interrupt();
            throw new NoConnection("interrupted while waiting for a connection", e);
        }
    }

    /** What asks the pool by itself, a connection at a time, takes its turn here; on an event loop, which is not held meanwhile. */
    <T> Uni<T> inTurn(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            Context here = Objects.requireNonNull(Vertx.currentContext(), "not on an event loop");
            Turn turn = ask(requests);
            return Uni.createFrom()
                    .completionStage(turn.begun())
                    .ifNoItem()
                    .after(LIMIT)
                    .failWith(() -> tooLate(turn, LIMIT))
                    .emitOn(task -> here.runOnContext(ignored -> task.run()))
                    .chain(begun -> {
                        RequestWork.turnBegan();
                        return work.get();
                    })
                    .onTermination()
                    .invoke(turn::end);
        });
    }

    private static NoTurn tooLate(Turn turn, Duration limit) {
        return turn.refusal("and none was given back within " + limit.toSeconds() + " s");
    }

    private static void giveBackLater(CompletableFuture<SqlConnection> asked, Turn turn) {
        asked.whenComplete((late, failure) -> {
            if (late == null) {
                turn.end();
            } else {
                giveBack(late, turn);
            }
        });
    }

    /** What is still under way on the connection runs before the statements of whoever gets it next. */
    private static void giveBack(SqlConnection connection, Turn turn) {
        try {
            connection.close().subscribe().with(ignored -> {}, ignored -> {});
        } finally {
            turn.end();
        }
    }
}
