package io.tresen.engines;

/** One running part of the platform that keeps its port and its data while it is stopped, killed and started again. */
public interface Engine {

    /** {@code postgres}, {@code kafka} or {@code registry}. */
    String name();

    /** The port on {@link Engines#host()} under which it answers, the same after every start. */
    int port();

    /**
     * Starts it and returns once it answers; does nothing when it already runs.
     *
     * @throws EngineFailure when it ends or does not answer in time, with the end of its log
     */
    void start();

    /** Ends it in its own orderly way; does nothing when it does not run. */
    void stop();

    /** Ends it at once, as {@code kill -9} does, and returns when it is gone. */
    void kill();

    /** Freezes it with everything it has started: connections stay open and nothing answers. */
    void pause();

    /** Lets a frozen one go on. */
    void resume();

    /** Whether its process is there; a frozen one is. */
    boolean running();

    /** Whether it has come up and serves; a frozen one may seem to, or is asked for 10 s in vain. */
    boolean answers();
}
