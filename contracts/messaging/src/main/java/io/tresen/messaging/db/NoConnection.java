package io.tresen.messaging.db;

/** No connection could be had: the database is away, or all of this service's connections are in use. */
public class NoConnection extends RuntimeException {
    NoConnection(String message, Throwable cause) {
        super(message, cause);
    }
}
