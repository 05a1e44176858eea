package io.tresen.messaging.db;

/**
 * Requests have all the connections that they may have in use, so that this one was refused. Where there is one there are many:
 * they are counted, not logged, and have no stack trace.
 */
public final class NoTurn extends NoConnection {

    /** @param others what is to be said of the other requests */
    NoTurn(int turns, String others) {
        super("Requests use all " + turns + " connections that they may have, " + others);
    }
}
