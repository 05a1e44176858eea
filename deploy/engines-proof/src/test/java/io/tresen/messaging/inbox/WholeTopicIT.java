package io.tresen.messaging.inbox;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.tresen.engines.EnginesResource;
import io.tresen.engines.TestTopics;
import io.tresen.messaging.event.KafkaConnection;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A rebuild asks where its topic ends while the live consumer and all readers wait for its lock: the answer has to come soon. */
@QuarkusTest
@QuarkusTestResource(value = EnginesResource.class, initArgs = @ResourceArg(name = "service", value = "order"))
class WholeTopicIT {

    /** Nobody here reads it. */
    private static final String TOPIC = "order.dlq.v1";

    /** Half of what the broker keeps a fetch of somebody who waits. */
    private static final Duration SOON = Duration.ofSeconds(1);

    @Inject
    KafkaConnection connection;

    @Test
    void whoHasReadToTheEndIsToldSoonWhereItIsByNow() {
        TestTopics.produce(TOPIC, UUID.randomUUID().toString(), new byte[] {1}, Map.of());
        try (WholeTopic whole = WholeTopic.toItsEnds(connection, TOPIC, true)) {
            var ends = whole.ends();
            while (!whole.reached(ends)) {
                whole.poll(Duration.ofMillis(200));
            }
            long soonest = Long.MAX_VALUE;
            for (int i = 0; i < 3; i++) { // a machine may be busy once
                whole.poll(Duration.ZERO); // leaves a fetch under way
                long asked = System.nanoTime();
                whole.ends();
                soonest = Math.min(soonest, System.nanoTime() - asked);
            }
            assertTrue(soonest < SOON.toNanos(), "it took " + Duration.ofNanos(soonest));
        }
    }
}
