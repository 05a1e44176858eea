package io.tresen.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * I6, once for all journeys: it makes every service read again all that ever happened, so it is asked last, when most has.
 */
@Order(Integer.MAX_VALUE)
class RebuiltCopiesIT extends OnThePlatform {

    @Test
    void copiesRebuiltFromTheTopicsEqualTheLiveOnes() {
        assertEquals(List.of(), invariants().awaitRest(Duration.ofSeconds(120)), "still moving");
        assertNone(invariants().checkCopies());
    }
}
