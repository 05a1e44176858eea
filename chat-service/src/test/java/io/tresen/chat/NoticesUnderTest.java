package io.tresen.chat;

import static org.awaitility.Awaitility.await;

import jakarta.inject.Inject;
import java.time.Duration;

/** Shoppers who talked, and the services whose news become notices. */
abstract class NoticesUnderTest extends OnEngines {

    static final Duration PATIENCE = Duration.ofSeconds(45);

    @Inject
    Neighbours neighbours;

    static void awaitNotice(Talker talker, String kind) {
        await().atMost(PATIENCE).until(() -> !talker.notices(kind).isEmpty());
    }
}
