package io.tresen.proof.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.options.ColorScheme;
import io.tresen.proof.client.Shop;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A line can be dead and not say so: no frame comes through, and no close. The web chat notices by itself. */
class DeadLineIT extends InTheBrowser {

    private static final long SILENCE_MS = 25_500;
    private static final long ANSWER_MS = 10_500;

    private final AtomicBoolean dead = new AtomicBoolean();
    private final AtomicInteger lines = new AtomicInteger();
    private final AtomicInteger pings = new AtomicInteger();

    @Test
    void aSilentDeadLineIsReplacedAndWhatWasSaidMeanwhileArrives() {
        Shop shop = newShop();
        Page page = window(390, 800, "en-GB", ColorScheme.LIGHT);
        page.clock().install();
        page.routeWebSocket("**/stream*", this::line);
        ChatWindow chat = ChatWindow.open(page, shop);
        chat.say("hello");
        chat.sees("What would you like to do");

        // a live line is asked and answers, and stays
        page.clock().fastForward(SILENCE_MS);
        page.waitForCondition(() -> pings.get() == 1);
        page.clock().fastForward(ANSWER_MS);
        assertEquals(1, lines.get());

        dead.set(true);
        String conversation = shop.http()
                .get("/chat/v1/conversations")
                .expect(200)
                .path("data")
                .path(0)
                .path("conversation_id")
                .asText();
        shop.http()
                .post(
                        "/chat/v1/conversations/" + conversation + "/replies",
                        "{\"text\": {\"body\": \"Are you still there?\"}}")
                .expect(201);
        page.clock().fastForward(SILENCE_MS);
        page.waitForCondition(() -> pings.get() > 1);
        dead.set(false);
        page.clock().fastForward(ANSWER_MS);
        page.waitForCondition(() -> {
            page.clock().fastForward(1_000); // the pause before another try
            return lines.get() > 1;
        });
        chat.sees("Are you still there?");
        assertTrue(lines.get() > 1);
    }

    /** Each line dies with its first stall: what it swallowed never comes. */
    private void line(WebSocketRoute client) {
        lines.incrementAndGet();
        AtomicBoolean stalled = new AtomicBoolean();
        WebSocketRoute service = client.connectToServer();
        client.onMessage(frame -> {
            if (frame.text().contains("ping")) {
                pings.incrementAndGet();
            }
            if (dead.get()) {
                stalled.set(true);
            }
            if (!stalled.get()) {
                service.send(frame.text());
            }
        });
        service.onMessage(frame -> {
            if (dead.get()) {
                stalled.set(true);
            }
            if (!stalled.get()) {
                client.send(frame.text());
            }
        });
    }
}
