package io.tresen.messaging.probe;

import io.smallrye.mutiny.Uni;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.rest.Public;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.concurrent.Semaphore;

/** Requests that hold a connection while a test holds {@link #GATE}, in every way that a service reads. */
@Path("/turns")
@Public(counted = false)
public class TurnsResource {

    static final long GATE = 4713;

    /** Lets those go on who have had a turn and have none. */
    static final Semaphore AGAIN = new Semaphore(0);

    /** The gate may be held for longer than the pool's own lock_timeout allows. */
    private static final String PATIENTLY = "set local lock_timeout = 60000";

    private static final String PASS = "select pg_advisory_xact_lock_shared($1)";

    private final Database database;
    private final Pool pool;

    TurnsResource(Database database, Pool pool) {
        this.database = database;
        this.pool = pool;
    }

    @GET
    @Path("/script")
    public String script() {
        database.run(TurnsResource::pass);
        return "done";
    }

    @GET
    @Path("/streamed")
    public StreamingOutput streamed() {
        return out -> {
            database.run(TurnsResource::pass);
            out.write('.');
        };
    }

    @GET
    @Path("/reactive")
    public Uni<String> reactive() {
        return database.inTurn(() -> pool.withTransaction(connection -> connection
                .query(PATIENTLY)
                .execute()
                .chain(() -> connection.preparedQuery(PASS).execute(Tuple.of(GATE)))
                .replaceWith("done")));
    }

    /** Asks for a second turn after it has had one. */
    @GET
    @Path("/again")
    public String again() {
        database.run(tx -> tx.query("select 1"));
        AGAIN.acquireUninterruptibly();
        database.run(TurnsResource::pass);
        return "done";
    }

    /** Waits for longer than others. */
    @GET
    @Path("/patient")
    public String patient() {
        database.patient().run(TurnsResource::pass);
        return "done";
    }

    /** Asks for a second connection while it holds one. */
    @GET
    @Path("/nested")
    public String nested() {
        database.run(tx -> {
            pass(tx);
            database.read(other -> other.query("select 1"));
        });
        return "done";
    }

    /** Fails while it holds a connection. */
    @GET
    @Path("/failing")
    public String failing() {
        database.run(tx -> tx.query("select 1 / 0"));
        return "done";
    }

    @GET
    @Path("/event")
    public String event() {
        database.forEvents().run(tx -> tx.query("select 1"));
        return "done";
    }

    /** An event that comes by HTTP and waits as one does for its sender's lock. */
    @GET
    @Path("/news")
    public String news() {
        database.forEvents().run(TurnsResource::pass);
        return "done";
    }

    static void pass(Tx tx) {
        tx.query(PATIENTLY);
        tx.query(PASS, GATE);
    }
}
