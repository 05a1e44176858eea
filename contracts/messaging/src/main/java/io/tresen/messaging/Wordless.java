package io.tresen.messaging;

import io.vertx.pgclient.PgException;
import java.util.Optional;

/**
 * An exception for the log: its kind, its causes' kinds and where they were thrown, and none of their messages, which may
 * hold what somebody wrote, a name or a token (DESIGN 11).
 */
public final class Wordless extends Exception {

    private static final int DEEPEST = 8;

    private final String kind;

    private Wordless(Throwable of, int depth) {
        super(
                null,
                of.getCause() == null || depth == DEEPEST ? null : new Wordless(of.getCause(), depth + 1),
                false,
                true);
        this.kind = kindOfOne(of);
        setStackTrace(of.getStackTrace());
    }

    /** The exception without its words. */
    public static Wordless of(Throwable exception) {
        return new Wordless(exception, 0);
    }

    /** Its kind in a word, and its causes': {@code CompletionException by SQL state 23505, orders_pkey}. */
    public static String kind(Throwable exception) {
        StringBuilder kinds = new StringBuilder(kindOfOne(exception));
        Throwable cause = exception.getCause();
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            kinds.append(" by ").append(kindOfOne(cause));
            cause = cause.getCause();
        }
        return kinds.toString();
    }

    private static String kindOfOne(Throwable exception) {
        if (exception instanceof PgException pg) {
            return "SQL state " + pg.getSqlState()
                    + Optional.ofNullable(pg.getConstraint()).map(c -> ", " + c).orElse("");
        }
        return exception.getClass().getSimpleName();
    }

    @Override
    public String toString() {
        return kind;
    }
}
