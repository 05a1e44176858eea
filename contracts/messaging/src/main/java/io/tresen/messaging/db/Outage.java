package io.tresen.messaging.db;

import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Tells an infrastructure fault (worth repeating without end, 503 to a caller) from a fault of the data at hand. Source of
 * the classes: PostgreSQL, appendix A "PostgreSQL Error Codes". Time-outs of a statement (57014), of a lock (55P03), of an
 * idle transaction (25P03), deadlocks (40P01) and a table that a migration has not made yet (42P01) are outages too.
 */
public final class Outage {

    /**
     * Wrong numbers of rows, data exceptions, integrity violations and what a function raised are the record's own, and so is {@link #isBeyondAnIndex};
     * every other refusal is the database's trouble.
     */
    private static final Set<String> DATA_CLASSES = Set.of("21", "22", "23", "P0");

    private static final String PROGRAM_LIMIT_EXCEEDED = "54000";
    private static final String QUERY_CANCELED = "57014";

    private Outage() {}

    /** True when the database, the broker or the registry is away, overloaded, or chose this transaction as victim. */
    public static boolean isOne(Throwable error) {
        for (Throwable e = error; e != null; e = e.getCause() == e ? null : e.getCause()) {
            if (e instanceof PgException pg) {
                return !DATA_CLASSES.contains(sqlClass(pg)) && !isBeyondAnIndex(pg);
            }
            if (isBadParameter(e)) {
                return false;
            }
            if (e instanceof CommitUnknown
                    || e instanceof NoConnection
                    || e instanceof IOException
                    || e instanceof TimeoutException
                    || e instanceof InterruptedException
                    || e instanceof io.smallrye.mutiny.TimeoutException
                    || e instanceof io.vertx.core.VertxException
                    || e instanceof io.vertx.core.impl.NoStackTraceThrowable
                    || e instanceof RetriableException) {
                return true;
            }
        }
        return false;
    }

    /**
     * True when a text is longer than the index that it belongs to can hold. PostgreSQL has one state for that and for having run
     * out of transaction ids, when nobody's data is at fault and nothing can be written until a vacuum went through. So the words
     * decide: each kind of index begins them alike (PostgreSQL 18), and they are English in our databases, since none sets
     * lc_messages.
     */
    public static boolean isBeyondAnIndex(PgException e) {
        return PROGRAM_LIMIT_EXCEEDED.equals(e.getSqlState())
                && e.getErrorMessage() != null
                && e.getErrorMessage().startsWith("index row");
    }

    /** True when PostgreSQL itself answered with an error, so that the outcome is known. */
    public static boolean isAnswer(Throwable error) {
        for (Throwable e = error; e != null; e = e.getCause() == e ? null : e.getCause()) {
            if (e instanceof PgException pg) {
                // 57P0x: the server is going down and the commit may have got through before it said so
                return !sqlClass(pg).equals("57") && !sqlClass(pg).equals("08");
            }
        }
        return false;
    }

    /** True when PostgreSQL ended the statement: it took longer than it may ({@code statement_timeout}), or somebody wished that. */
    public static boolean isCancellation(Throwable error) {
        for (Throwable e = error; e != null; e = e.getCause() == e ? null : e.getCause()) {
            if (e instanceof PgException pg) {
                return QUERY_CANCELED.equals(pg.getSqlState());
            }
        }
        return false;
    }

    /** The client refuses a parameter with the bare exception that it also uses for a lost connection. */
    private static boolean isBadParameter(Throwable e) {
        return e instanceof io.vertx.core.impl.NoStackTraceThrowable
                && e.getMessage() != null
                && (e.getMessage().startsWith("Parameter at position")
                        || e.getMessage().startsWith("The number of parameters"));
    }

    private static String sqlClass(PgException e) {
        String state = e.getSqlState();
        return state == null || state.length() < 2 ? "" : state.substring(0, 2);
    }
}
