package io.tresen.chat.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.chat.web.PictureFiles.Picture;
import io.tresen.messaging.RejectedException;
import io.tresen.messaging.webhook.WebhookCalls.Fetched;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a picture is fetched, shown, and not asked for again. */
class PictureFetchTest {

    private static final UUID SHOP = new UUID(0, 1);
    private static final String URL = "https://shop.example/a.png";

    @TempDir
    Path folder;

    private final List<CompletableFuture<Fetched>> asked = new ArrayList<>();
    private Instant now = Instant.parse("2026-01-01T10:00:00Z");
    private PictureFetch fetch;

    @BeforeEach
    void begin() {
        PictureFiles files = new PictureFiles(Optional.of(folder.toString()), 8_192, 0);
        files.begin();
        PictureHops hops = new PictureHops(
                (url, mostBytes, limitMs) -> {
                    CompletableFuture<Fetched> answer = new CompletableFuture<>();
                    asked.add(answer);
                    return answer;
                },
                false,
                60_000,
                System::nanoTime);
        fetch = new PictureFetch(hops, files, new Clock() {
            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        });
    }

    private static Fetched png(int last) {
        byte[] bytes = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, (byte) last};
        return new Fetched(200, bytes, null, null);
    }

    private static Fetched error(String word) {
        return new Fetched(null, new byte[0], null, word);
    }

    private static Optional<Picture> got(CompletableFuture<Optional<Picture>> picture) throws Exception {
        return picture.get(5, TimeUnit.SECONDS);
    }

    private static void unavailable(CompletableFuture<Optional<Picture>> picture) {
        ExecutionException failed = assertThrows(ExecutionException.class, () -> got(picture));
        Throwable cause = failed.getCause();
        assertEquals(503, ((RejectedException) cause).rejection().status());
    }

    private Optional<Picture> shown(String url, Fetched answer) throws Exception {
        CompletableFuture<Optional<Picture>> picture = fetch.get(SHOP, url);
        asked.get(asked.size() - 1).complete(answer);
        return got(picture);
    }

    @Test
    void anOldPictureIsShownAtOnceWhileItIsFetchedAnew() throws Exception {
        Picture old = shown(URL, png(1)).orElseThrow();
        now = now.plus(Duration.ofDays(2));
        CompletableFuture<Optional<Picture>> second = fetch.get(SHOP, URL);
        assertTrue(second.isDone(), "its host may hang");
        assertEquals(old.etag(), got(second).orElseThrow().etag());
        assertEquals(2, asked.size());
        CompletableFuture<Optional<Picture>> third = fetch.get(SHOP, URL);
        assertTrue(third.isDone());
        assertEquals(2, asked.size(), "it is under way");
        asked.get(1).complete(png(2));
        org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> {
            return !got(fetch.get(SHOP, URL)).orElseThrow().etag().equals(old.etag());
        });
        assertEquals(2, asked.size());
    }

    @Test
    void whatWasOurOwnTroubleIsAskedForAgain() throws Exception {
        CompletableFuture<Optional<Picture>> first = fetch.get(SHOP, URL);
        CompletableFuture<Optional<Picture>> joined = fetch.get(SHOP, URL);
        asked.get(0).complete(error("resolver-busy"));
        unavailable(first);
        unavailable(joined);
        assertTrue(shown(URL, png(1)).isPresent());
    }

    @Test
    void whatItsHostDoesNotGiveIsNotAskedForAgainAtOnce() throws Exception {
        assertFalse(shown(URL, error("timeout")).isPresent());
        assertFalse(got(fetch.get(SHOP, URL)).isPresent());
        assertEquals(1, asked.size());
    }

    @Test
    void aFullFolderIsNoReasonToFetchAndNothingThatIsRemembered() throws Exception {
        assertTrue(shown(URL + "?1", png(1)).isPresent());
        assertTrue(shown(URL + "?2", png(2)).isPresent());
        unavailable(fetch.get(SHOP, URL + "?3"));
        assertEquals(2, asked.size());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(2, files.count());
        }
        now = now.plus(Duration.ofMinutes(2));
        assertTrue(shown(URL + "?3", png(3)).isPresent());
    }
}
