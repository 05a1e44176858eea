package io.tresen.messaging.db;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The pool, with connections that notice when nobody is at their other end. A server that answers ends any statement after
 * 25 s; a connection on which nothing has come for {@link #SILENCE_S} is idle, and cheap to open again, or its server's
 * machine has gone without a word: TCP alone would go on hoping for a quarter of an hour, with every connection of the pool.
 */
@Singleton
class AlertPool implements PgPoolCreator {

    private static final int SILENCE_S = 40;
    private static final int CONNECT_MS = 5_000;

    @Override
    public Pool create(Input input) {
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
}
