package io.tresen.proof;

import org.junit.jupiter.api.Test;

/**
 * I6, once for all journeys of a module: it makes every service read again all that ever happened there, so each module has it
 * as its last class, when most has.
 */
public abstract class RebuiltCopies extends OnThePlatform {

    @Test
    protected final void copiesRebuiltFromTheTopicsEqualTheLiveOnes() {
        assertAtRest();
        assertNone(invariants().checkCopies());
    }
}
