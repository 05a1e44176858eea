package io.tresen.messaging.timer;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** One look at what waits. */
public final class Turn {

    private Turn() {}

    /**
     * A round of {@link Rounds} over what is due.
     *
     * @param most so much is done in a round; after a full one the next begins at once
     * @param due finds at most so much
     */
    public static <T> BooleanSupplier of(int most, IntFunction<List<T>> due, Consumer<T> work) {
        return () -> {
            List<T> waiting = due.apply(most);
            each(waiting, work);
            return waiting.size() == most;
        };
    }

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
