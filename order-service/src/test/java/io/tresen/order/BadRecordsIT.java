package io.tresen.order;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.tresen.engines.badrecords.RecordFeed;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records that nobody should have written are handled or lettered, and hold up nobody ({@link RecordFeed}). */
@QuarkusTest
class BadRecordsIT extends EveryEndpoint {

    @Test
    void bad_records_stop_no_consumer() {
        RecordFeed feed = new RecordFeed("order");
        feed.publish();
        await().atMost(feed.patience()).untilAsserted(() -> assertEquals(List.of(), feed.unread()));
        assertEquals(List.of(), feed.swallowed());
        assertEquals(List.of(), feed.hardlyHandled());
        scene(); // needs what the next records tell
    }
}
