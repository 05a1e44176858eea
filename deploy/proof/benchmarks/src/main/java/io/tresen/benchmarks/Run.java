package io.tresen.benchmarks;

/**
 * One run of a benchmark: where, and where it tells what it found.
 *
 * @param seed of what is ordered, read and said
 */
public record Run(Stage stage, Report report, long seed) {

    static void pass(long seconds) {
        passUntil(System.nanoTime() + seconds * 1_000_000_000L);
    }

    /** @param ns by {@link System#nanoTime} */
    static void passUntil(long ns) {
        try {
            for (long left = ns - System.nanoTime(); left > 0; left = ns - System.nanoTime()) {
                Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
