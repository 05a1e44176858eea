package io.tresen.messaging.inbox;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;

class EventThreadsTest {

    @Test
    void aChannelThatWouldWaitForAnothersThreadEndsTheStart() {
        assertDoesNotThrow(() -> EventThreads.check(11, 11, 20));
        IllegalStateException tooFew = assertThrows(IllegalStateException.class, () -> EventThreads.check(12, 11, 20));
        assertTrue(tooFew.getMessage().contains("smallrye.messaging.worker.events.max-concurrency is 11"));
    }

    @Test
    void eventsThatCouldHoldEveryConnectionEndTheStart() {
        assertDoesNotThrow(() -> EventThreads.check(2, 16, 3));
        IllegalStateException tooFew = assertThrows(IllegalStateException.class, () -> EventThreads.check(16, 16, 16));
        assertTrue(tooFew.getMessage().contains("quarkus.datasource.reactive.max-size is 16"));
    }

    @Test
    void eachIncomingChannelCountsOnce() {
        Config config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(
                        Map.of(
                                "mp.messaging.incoming.order-order.connector", "smallrye-kafka",
                                "mp.messaging.incoming.order-order.topic", "order.order.v1",
                                "mp.messaging.incoming.chat-business.connector", "smallrye-kafka",
                                "mp.messaging.outgoing.told.connector", "smallrye-kafka",
                                "mp.messaging.connector.smallrye-kafka.batch", "true"),
                        "channels",
                        100))
                .build();
        assertEquals(2, EventThreads.channels(config));
    }
}
