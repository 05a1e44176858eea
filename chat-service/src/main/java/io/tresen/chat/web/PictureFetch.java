package io.tresen.chat.web;

import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tresen.chat.web.PictureFiles.Content;
import io.tresen.chat.web.PictureFiles.Picture;
import io.tresen.messaging.webhook.WebhookCalls;
import io.tresen.messaging.webhook.WebhookCalls.Fetched;
import io.tresen.messaging.webhook.WebhookUrl;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Fetches pictures from wherever shops keep them, behind the same wall as webhooks ({@link WebhookCalls}): a name is checked and
 * the connection goes to what was checked, at each of three redirects too. One fetch at a time of a picture, a few of a
 * business; at most 5 MB in 8 s. What was had is kept for a day, and shown for longer where its host is away; what was not had
 * is not asked for again for some minutes.
 */
@ApplicationScoped
class PictureFetch {

    static final int MOST_BYTES = 5 << 20;
    private static final int LIMIT_MS = 8_000;
    private static final int REDIRECTS = 3;
    private static final Duration FRESH = Duration.ofDays(1);
    private static final Duration NOT_AGAIN = Duration.ofMinutes(5);
    private static final int MOST_MISSES = 10_000;
    private static final int AT_A_TIME = 12;
    private static final int OF_ONE_BUSINESS = 3;
    private static final int WAITING_OF_ONE_BUSINESS = 200;

    private final WebhookCalls calls;
    private final PictureFiles files;
    private final Turns turns = new Turns(AT_A_TIME, OF_ONE_BUSINESS, WAITING_OF_ONE_BUSINESS);
    private final Map<String, CompletableFuture<Optional<Picture>>> underWay = new ConcurrentHashMap<>();
    private final Map<String, Instant> misses = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST_MISSES;
        }
    };

    PictureFetch(WebhookCalls calls, PictureFiles files) {
        this.calls = calls;
        this.files = files;
    }

    /** The picture, empty where it can't be had; null while too many of the business's wait. */
    CompletableFuture<Optional<Picture>> get(UUID businessId, String url) {
        String name = hex(businessId + "\n" + url);
        Instant now = Instant.now();
        Optional<Picture> kept = files.find(name, now);
        if (kept.isPresent() && kept.get().at().plus(FRESH).isAfter(now) || missed(name, now)) {
            return CompletableFuture.completedFuture(kept);
        }
        CompletableFuture<Optional<Picture>> mine = new CompletableFuture<>();
        CompletableFuture<Optional<Picture>> others = underWay.putIfAbsent(name, mine);
        if (others != null) {
            return others;
        }
        CompletableFuture<Optional<Content>> fetched = turns.take(businessId, () -> fetch(url, REDIRECTS));
        if (fetched == null) {
            underWay.remove(name, mine);
            mine.complete(Optional.empty());
            return null;
        }
        fetched.handleAsync(
                        (content, failure) -> taken(name, content == null ? Optional.empty() : content, now),
                        Infrastructure.getDefaultWorkerPool())
                .whenComplete((picture, failure) -> {
                    underWay.remove(name, mine);
                    mine.complete(picture != null && picture.isPresent() ? picture : kept);
                });
        return mine;
    }

    private Optional<Picture> taken(String name, Optional<Content> content, Instant now) {
        Optional<Picture> picture = content.flatMap(it -> files.keep(name, it, now));
        if (picture.isEmpty()) {
            miss(name);
        }
        return picture;
    }

    private CompletableFuture<Optional<Content>> fetch(String url, int redirects) {
        Optional<WebhookUrl> target = WebhookUrl.read(ascii(url), calls.local());
        if (target.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return calls.fetch(target.get(), MOST_BYTES, LIMIT_MS).thenCompose(answer -> {
            Optional<String> next = redirects == 0 ? Optional.empty() : redirected(url, answer);
            return next.isPresent()
                    ? fetch(next.get(), redirects - 1)
                    : CompletableFuture.completedFuture(content(answer));
        });
    }

    private static Optional<String> redirected(String url, Fetched answer) {
        if (answer.status() == null || answer.status() / 100 != 3 || answer.location() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    URI.create(ascii(url)).resolve(ascii(answer.location())).toString());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Content> content(Fetched answer) {
        if (!Integer.valueOf(200).equals(answer.status())) {
            return Optional.empty();
        }
        return PictureType.of(answer.body())
                .map(type -> new Content(type.mimeType(), hex(answer.body()).substring(0, 32), answer.body()));
    }

    /** As a browser sends it: without its fragment, and with what is no ASCII encoded. */
    static String ascii(String url) {
        StringBuilder plain = new StringBuilder();
        for (byte b : url.strip().replaceFirst("#.*$", "").getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean kept = c > 0x20 && c < 0x7F && "\"<>\\^`{|}".indexOf(c) < 0;
            plain.append(kept ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return plain.toString();
    }

    private boolean missed(String name, Instant now) {
        synchronized (misses) {
            Instant at = misses.get(name);
            return at != null && at.plus(NOT_AGAIN).isAfter(now);
        }
    }

    private void miss(String name) {
        synchronized (misses) {
            misses.remove(name);
            misses.put(name, Instant.now());
        }
    }

    private static String hex(String text) {
        return hex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String hex(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
