package io.tresen.messaging.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tresen.contracts.Topic;
import io.tresen.contracts.Topics;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestoreTest {

    /** They are gone after an hour, so that a wake-up of today would be an event that a person has to look at. */
    @Test
    void wakeUpsAreNotReadSinceNobodyCountsThem() {
        assertEquals(
                List.of("chat.pushed.v1"),
                Topics.all().stream()
                        .filter(topic -> !topic.counted())
                        .map(Topic::name)
                        .toList());
    }
}
