package io.tresen.engines;

/** An engine could not be started, stopped or reached; the message says which and why. */
public final class EngineFailure extends RuntimeException {

    public EngineFailure(String message) {
        super(message);
    }

    public EngineFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
