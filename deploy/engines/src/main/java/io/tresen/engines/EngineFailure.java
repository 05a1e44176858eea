package io.tresen.engines;

/** An engine could not be started, stopped or reached; the message says which and why. */
public final class EngineFailure extends RuntimeException {

    /** @param message which engine, and what was seen of it */
    public EngineFailure(String message) {
        super(message);
    }

    /** @param cause what the operating system, the engine or a client of it said */
    public EngineFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
