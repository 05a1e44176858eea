package io.tresen.proof.simulator;

/** What has a name in traces. */
interface Named {
    String name();
}
