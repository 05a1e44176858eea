package io.tresen.messaging.timer;

import java.util.List;
import java.util.function.Consumer;

/** One look at what waits. */
public final class Turn {

    private Turn() {}

    /**
     * Does the work for each. One that fails holds nobody else up; it stays and is tried again in the next round.
     *
     * @throws RuntimeException what failed last, an {@link Error} likewise
     */
    public static <T> void each(List<T> waiting, Consumer<T> work) {
        Throwable failed = null;
        for (T one : waiting) {
            try {
                work.accept(one);
            } catch (RuntimeException | Error e) {
                failed = e;
            }
        }
        if (failed instanceof Error error) {
            throw error;
        }
        if (failed != null) {
            throw (RuntimeException) failed;
        }
    }
}
