package io.tresen.messaging.db;

/**
 * Requests, or news that come by requests, have all the connections that they may have in use, so that this one was refused.
 * Where there is one there are many: they are counted, not logged, and have no stack trace.
 */
public final class NoTurn extends NoConnection {

    private final String whose;

    /**
     * @param whose as {@link RequestTurns#whose()}
     * @param others what is to be said of the others of this kind
     */
    NoTurn(String whose, int turns, String others) {
        super("All " + turns + " " + whose + " connections are in use, " + others);
        this.whose = whose;
    }

    /** {@code request} or {@code news}. */
    public String whose() {
        return whose;
    }
}
