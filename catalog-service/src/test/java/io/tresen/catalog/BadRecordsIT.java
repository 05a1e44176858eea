package io.tresen.catalog;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.tresen.engines.EnginesResource;
import io.tresen.engines.badrecords.RecordFeed;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records that nobody should have written are handled or lettered, and hold up nobody ({@link RecordFeed}). */
@QuarkusTest
@QuarkusTestResource(value = EnginesResource.class, initArgs = @ResourceArg(name = "service", value = "catalog"))
class BadRecordsIT {

    @Test
    void badRecordsStopNoConsumer() {
        RecordFeed feed = new RecordFeed("catalog");
        feed.publish();
        await().atMost(feed.patience()).untilAsserted(() -> assertEquals(List.of(), feed.unread()));
        assertEquals(List.of(), feed.swallowed());
        assertEquals(List.of(), feed.hardlyHandled());
        AccessIT.scene(); // needs what the next records tell
    }
}
