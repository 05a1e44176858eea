package io.tresen.messaging.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.contracts.Topics;
import io.tresen.messaging.event.RecordFault;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestoreTargetTest {

    private static final Instant MADE = Instant.parse("2027-01-31T04:00:00Z");
    private static final Instant NOW = MADE.plusSeconds(1);

    @Test
    void paymentsAreRestoredOnlyOnceSomebodySaysThatTheProvidersBookWasCompared() {
        RestoreTarget target = RestoreTarget.of("restored:2027-01-31T04:00:00Z", NOW);
        RecordFault refused = assertThrows(RecordFault.class, () -> target.allowFor("payment"));
        assertEquals("needs-compare", refused.reason());
        assertTrue(refused.getMessage().contains("restored:2027-01-31T04:00:00Z:compared"));
        RestoreTarget.of("restored:2027-01-31T04:00:00Z:compared", NOW).allowFor("payment");
    }

    @Test
    void theOtherServicesHaveNothingToCompare() {
        RestoreTarget target = new RestoreTarget(MADE, false);
        Topics.SERVICES.stream().filter(service -> !service.equals("payment")).forEach(target::allowFor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"restored:2027-01-31T04:00:00Z", "restored:2027-01-31T04:00:00Z:compared"})
    void itReadsWhatItWrites(String target) {
        assertEquals(target, RestoreTarget.of(target, NOW).toString());
        assertEquals(MADE, RestoreTarget.of(target, NOW).made());
    }

    @ParameterizedTest
    @ValueSource(strings = {"restored:", "restored:test", "restored::compared", "restored:2027-01-31T04:00:02Z"})
    void whatIsNoTimeOfThePastIsRefused(String target) {
        assertEquals(
                "no-such-time",
                assertThrows(RecordFault.class, () -> RestoreTarget.of(target, NOW))
                        .reason());
    }
}
