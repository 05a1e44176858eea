package io.tresen.chat.web;

import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tresen.chat.web.PictureFiles.Content;
import io.tresen.chat.web.PictureFiles.Picture;
import io.tresen.messaging.RejectedException;
import io.tresen.messaging.rest.Crowded;
import io.tresen.messaging.rest.Problem;
import io.tresen.messaging.webhook.WebhookCalls;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Fetches pictures from wherever shops keep them, behind the same wall as webhooks ({@link WebhookCalls}): a name is checked and
 * the connection goes to what was checked, at each of three redirects too. One fetch at a time of a picture, a few of a
 * business; at most 5 MB in 8 s, redirects and all. What was had is kept for a day, and shown for longer while it is fetched anew;
 * what was not had is not asked for again for some minutes, unless it was for us alone.
 */
@ApplicationScoped
class PictureFetch {

    private static final int LIMIT_MS = 8_000;
    private static final Duration FRESH = Duration.ofDays(1);
    private static final Duration NOT_AGAIN = Duration.ofMinutes(5);
    private static final int MOST_MISSES = 10_000;

    /** They cost no thread, but 5 MB of memory each at worst. What isolates is the part of one business. */
    private static final int AT_A_TIME = 64;

    private static final int OF_ONE_BUSINESS = 3;
    private static final int WAITING_OF_ONE_BUSINESS = 200;

    private final PictureHops hops;
    private final PictureFiles files;
    private final Clock clock;
    private final Turns turns = new Turns(AT_A_TIME, OF_ONE_BUSINESS, WAITING_OF_ONE_BUSINESS);
    private final Map<String, CompletableFuture<Optional<Picture>>> underWay = new ConcurrentHashMap<>();
    private final Map<String, Instant> misses = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST_MISSES;
        }
    };

    @Inject
    PictureFetch(WebhookCalls calls, PictureFiles files) {
        this(new PictureHops(calls::fetch, calls.local(), LIMIT_MS, System::nanoTime), files, Clock.systemUTC());
    }

    PictureFetch(PictureHops hops, PictureFiles files, Clock clock) {
        this.hops = hops;
        this.files = files;
        this.clock = clock;
    }

    /**
     * The picture, empty where it can't be had; an old one at once, while it is fetched anew.
     *
     * @return fails with a {@link io.tresen.messaging.RejectedException}, 503, where there is no room to fetch or to keep it now
     */
    CompletableFuture<Optional<Picture>> get(UUID businessId, String url) {
        Instant now = clock.instant();
        String name = hex((businessId + "\n" + url).getBytes(StandardCharsets.UTF_8));
        Optional<Picture> kept = files.find(name, now);
        if (kept.isPresent() && kept.get().at().plus(FRESH).isAfter(now) || missed(name, now)) {
            return CompletableFuture.completedFuture(kept);
        }
        CompletableFuture<Optional<Picture>> fetched = fetched(businessId, url, name, now);
        return kept.isPresent() ? CompletableFuture.completedFuture(kept) : fetched;
    }

    private CompletableFuture<Optional<Picture>> fetched(UUID businessId, String url, String name, Instant now) {
        CompletableFuture<Optional<Picture>> mine = new CompletableFuture<>();
        CompletableFuture<Optional<Picture>> others = underWay.putIfAbsent(name, mine);
        if (others != null) {
            return others;
        }
        // its turn ends when it is kept: whatever is in memory until then is counted
        CompletableFuture<Optional<Picture>> work = files.isFull(now)
                ? CompletableFuture.failedFuture(Problem.unavailable().exception())
                : turns.take(businessId, () -> hops.fetch(url)
                        .handleAsync(
                                (content, failure) -> taken(name, content, failure),
                                Infrastructure.getDefaultWorkerPool()));
        if (work == null) {
            work = CompletableFuture.failedFuture(Crowded.at("pictures").exception());
        }
        work.whenComplete((picture, failure) -> {
            underWay.remove(name, mine);
            if (failure == null) {
                mine.complete(picture);
            } else {
                mine.completeExceptionally(failure);
            }
        });
        return mine;
    }

    private Optional<Picture> taken(String name, Optional<Content> content, Throwable failure) {
        if (failure != null && cause(failure) instanceof RejectedException ours) {
            throw ours;
        }
        if (failure != null || content.isEmpty()) {
            miss(name);
            return Optional.empty();
        }
        Optional<Picture> picture = files.keep(name, content.get(), clock.instant());
        if (picture.isEmpty()) {
            throw Problem.unavailable().exception();
        }
        return picture;
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
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
            misses.put(name, clock.instant());
        }
    }

    static String hex(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
