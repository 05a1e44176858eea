package io.tresen.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.proof.report.Findings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What comes to rest later than T of design section 14 has not kept I3, though it does come to rest. */
class RestInTimeTest {

    private static final Duration T = Duration.ofSeconds(60);

    private final Findings findings = new Findings("test", 1);

    @Test
    void what_rests_after_sixty_seconds_is_in_time() {
        Experiment.inTime(atMost -> atMost.equals(T) ? List.of() : List.of("asked for " + atMost), findings);
        assertTrue(findings.outcome().passed());
    }

    @Test
    void what_still_moves_then_is_a_violation() {
        Experiment.inTime(atMost -> List.of("order: 1 open orders", "chat: 2 rows in the outbox"), findings);
        assertEquals(
                List.of("at rest within 60 s of the last fault, or of the last order where that is later:"
                        + " order: 1 open orders; chat: 2 rows in the outbox"),
                findings.outcome().violations());
    }
}
