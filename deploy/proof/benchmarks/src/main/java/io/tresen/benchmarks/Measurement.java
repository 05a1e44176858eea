package io.tresen.benchmarks;

/** A benchmark; it takes its settings when it is made. Its platform is up and empty; the invariants are checked after it. */
interface Measurement {

    void of(Run run);

    /**
     * Whether the books of all services are to agree afterwards. A benchmark that wrote rows of one service alone by SQL says no,
     * checks that service itself, asks the invariants before it writes them, and says so in its report.
     */
    default boolean leavesBooksWhole() {
        return true;
    }
}
