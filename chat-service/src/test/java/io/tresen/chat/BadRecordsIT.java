package io.tresen.chat;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.junit.QuarkusTest;
import io.tresen.engines.badrecords.RecordFeed;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records that nobody should have written are handled or lettered, and hold up nobody ({@link RecordFeed}). */
@QuarkusTest
class BadRecordsIT extends OnEngines {

    @Inject
    Neighbours neighbours;

    @Test
    void badRecordsStopNoConsumer() {
        RecordFeed feed = new RecordFeed("chat");
        feed.publish();
        await().atMost(feed.patience()).untilAsserted(() -> assertEquals(List.of(), feed.unread()));
        assertEquals(List.of(), feed.swallowed());
        assertEquals(List.of(), feed.hardlyHandled());
        Api shop = Api.register("en");
        Talker ada = shop.shopper().says("hello");
        OrderTold.of(neighbours, shop, ada)
                .placed(450)
                .awaitingPayment(450)
                .payable(450, 1)
                .paid(450, false)
                .confirmed(450);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> ada.notices("order_confirmation").size() == 1);
    }
}
