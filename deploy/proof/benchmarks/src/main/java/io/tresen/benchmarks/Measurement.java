package io.tresen.benchmarks;

/** A benchmark; it takes its settings when it is made. Its platform is up and empty; the invariants are checked after it. */
interface Measurement {

    void of(Run run);
}
