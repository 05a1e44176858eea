package io.tresen.proof.simulator;

import java.util.UUID;

/** Short names for traces. */
final class Names {

    private Names() {}

    static String of(UUID id) {
        return id.toString().substring(0, 6);
    }
}
