package io.tresen.chat.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.chat.web.PictureFiles.Content;
import io.tresen.messaging.RejectedException;
import io.tresen.messaging.rest.Crowded;
import io.tresen.messaging.webhook.WebhookCalls;
import io.tresen.messaging.webhook.WebhookCalls.Fetched;
import io.tresen.messaging.webhook.WebhookUrl;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A picture over redirects. */
class PictureHopsTest {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 0};

    private final List<Integer> limitsMs = new ArrayList<>();
    private long now = 7;

    private static Fetched moved(String to) {
        return new Fetched(302, new byte[0], to, null);
    }

    private static Optional<Content> result(CompletableFuture<Optional<Content>> fetched) throws Exception {
        return fetched.get(5, TimeUnit.SECONDS);
    }

    @Test
    void redirectsHaveOneDeadlineTogether() throws Exception {
        PictureHops hops = new PictureHops(
                (url, mostBytes, limitMs) -> {
                    limitsMs.add(limitMs);
                    now += TimeUnit.SECONDS.toNanos(3);
                    return CompletableFuture.completedFuture(moved("/next"));
                },
                false,
                8_000,
                () -> now);
        assertTrue(result(hops.fetch("https://shop.example/a.png")).isEmpty());
        assertEquals(List.of(8_000, 5_000, 2_000), limitsMs);
    }

    @Test
    void aNameThatIsNeverResolvedIsNotWaitedForLonger() throws Exception {
        PictureHops hops =
                new PictureHops((url, mostBytes, limitMs) -> new CompletableFuture<>(), false, 20, System::nanoTime);
        assertTrue(result(hops.fetch("https://shop.example/a.png")).isEmpty());
    }

    @Test
    void thatWeAreBusyIsNotThatThereIsNone() {
        PictureHops hops = new PictureHops(
                (url, mostBytes, limitMs) ->
                        CompletableFuture.completedFuture(new Fetched(null, new byte[0], null, "resolver-busy")),
                false,
                8_000,
                System::nanoTime);
        ExecutionException failed =
                assertThrows(ExecutionException.class, () -> result(hops.fetch("https://shop.example/a.png")));
        assertEquals(Crowded.at("pictures"), ((RejectedException) failed.getCause()).rejection());
    }

    /** The first address may be public; what it leads to is checked as the first was. */
    @Test
    void noRedirectLeadsBehindTheWall() throws Exception {
        Vertx vertx = Vertx.vertx();
        List<String> inside = new CopyOnWriteArrayList<>();
        try {
            HttpServer ours = vertx.createHttpServer()
                    .requestHandler(request -> {
                        inside.add(request.path());
                        request.response().end(Buffer.buffer(PNG));
                    })
                    .listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(5, TimeUnit.SECONDS);
            WebhookCalls calls = new WebhookCalls(vertx, false);
            List<WebhookUrl> asked = new ArrayList<>();
            for (String host : List.of("https://127.0.0.1", "https://localhost", "https://[::1]", "http://127.0.0.1")) {
                String target = host + ":" + ours.actualPort() + "/secret.png";
                PictureHops hops = new PictureHops(
                        (url, mostBytes, limitMs) -> {
                            asked.add(url);
                            return url.host().equals("shop.example")
                                    ? CompletableFuture.completedFuture(moved(target))
                                    : calls.fetch(url, mostBytes, limitMs);
                        },
                        calls.local(),
                        8_000,
                        System::nanoTime);
                assertTrue(result(hops.fetch("https://shop.example/a.png")).isEmpty(), target);
            }
            assertEquals(7, asked.size(), "plain http is not even asked for: " + asked);
            assertEquals(List.of(), inside);
            WebhookUrl secret = WebhookUrl.read("https://127.0.0.1:" + ours.actualPort() + "/secret.png", false)
                    .orElseThrow();
            assertEquals(
                    "address-refused",
                    calls.fetch(secret, 10, 5_000).get(5, TimeUnit.SECONDS).error());
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
        }
    }
}
