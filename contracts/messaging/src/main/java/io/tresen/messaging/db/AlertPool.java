package io.tresen.messaging.db;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The pool, with connections that notice when nobody is at their other end. A server that answers ends any statement after
 * 25 s; a connection on which nothing has come for {@link #SILENCE_S} is idle, and cheap to open again, or its server's
 * machine has gone without a word: TCP alone would go on hoping for a quarter of an hour, with every connection of the pool.
 *
 * <p>The pool gives up what nobody used for its own, much shorter idle time-out: a connection that was silent for long must
 * not be handed out, or its silence is over in the middle of somebody's statement.
 */
@Singleton
class AlertPool implements PgPoolCreator {

    private static final int SILENCE_S = 40;

    /** Longest that the server lets a statement run (statement_timeout). */
    private static final int STATEMENT_S = 25;

    private static final int CONNECT_MS = 5_000;

    @Override
    public Pool create(Input input) {
        requireShortIdleness(input.poolOptions());
        List<PgConnectOptions> servers = input.pgConnectOptionsList();
        servers.forEach(server -> server.setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setReadIdleTimeout(SILENCE_S)
                .setConnectTimeout(CONNECT_MS));
        return PgBuilder.pool()
                .with(input.poolOptions())
                .connectingTo(new ArrayList<>(servers))
                .using(input.vertx())
                .build();
    }

    static void requireShortIdleness(PoolOptions pool) {
        long idle = pool.getIdleTimeoutUnit().toSeconds(pool.getIdleTimeout());
        if (idle == 0 || idle + STATEMENT_S >= SILENCE_S) {
            throw new IllegalStateException("quarkus.datasource.reactive.idle-timeout must be above 0 and below "
                    + (SILENCE_S - STATEMENT_S) + " s");
        }
    }
}
