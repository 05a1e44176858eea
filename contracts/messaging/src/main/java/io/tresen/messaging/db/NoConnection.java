package io.tresen.messaging.db;

/** No connection could be had: the database is away, or all that this caller may have of this service's connections are in use. */
public class NoConnection extends RuntimeException {
    NoConnection(String message, Throwable cause) {
        super(message, cause);
    }

    /** Without a stack trace. */
    NoConnection(String message) {
        super(message, null, false, false);
    }
}
