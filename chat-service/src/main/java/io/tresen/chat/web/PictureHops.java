package io.tresen.chat.web;

import io.tresen.chat.web.PictureFiles.Content;
import io.tresen.messaging.rest.Crowded;
import io.tresen.messaging.webhook.WebhookCalls.Fetched;
import io.tresen.messaging.webhook.WebhookUrl;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** One picture from wherever it is, over redirects, each of which goes through the same wall; one deadline for all of it. */
final class PictureHops {

    static final int MOST_BYTES = 5 << 20;
    private static final int REDIRECTS = 3;

    /** What {@link io.tresen.messaging.webhook.WebhookCalls#fetch} does. */
    interface Calls {
        CompletableFuture<Fetched> fetch(WebhookUrl url, int mostBytes, int limitMs);
    }

    private final Calls calls;
    private final boolean local;
    private final int limitMs;
    private final LongSupplier nanos;

    PictureHops(Calls calls, boolean local, int limitMs, LongSupplier nanos) {
        this.calls = calls;
        this.local = local;
        this.limitMs = limitMs;
        this.nanos = nanos;
    }

    /**
     * The picture, empty where it can't be had. Completes in time, whatever a name's resolution takes.
     *
     * @return fails with a {@link io.tresen.messaging.RejectedException} while we have no room to ask
     */
    CompletableFuture<Optional<Content>> fetch(String url) {
        return hop(url, REDIRECTS, nanos.getAsLong())
                .completeOnTimeout(Optional.empty(), limitMs, TimeUnit.MILLISECONDS);
    }

    private CompletableFuture<Optional<Content>> hop(String url, int redirects, long begun) {
        Optional<WebhookUrl> target = PictureAddress.ascii(url).flatMap(it -> WebhookUrl.read(it, local));
        int leftMs = limitMs - (int) TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - begun);
        if (target.isEmpty() || leftMs <= 0) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return calls.fetch(target.get(), MOST_BYTES, leftMs).thenCompose(answer -> {
            if ("resolver-busy".equals(answer.error())) {
                throw Crowded.at("pictures").exception();
            }
            Optional<String> next = redirects == 0 ? Optional.empty() : redirected(url, answer);
            return next.isPresent()
                    ? hop(next.get(), redirects - 1, begun)
                    : CompletableFuture.completedFuture(content(answer));
        });
    }

    private static Optional<String> redirected(String url, Fetched answer) {
        return answer.status() == null || answer.status() / 100 != 3 || answer.location() == null
                ? Optional.empty()
                : PictureAddress.redirected(url, answer.location());
    }

    private static Optional<Content> content(Fetched answer) {
        if (!Integer.valueOf(200).equals(answer.status())) {
            return Optional.empty();
        }
        return PictureType.of(answer.body())
                .map(type -> new Content(
                        type.mimeType(), PictureFetch.hex(answer.body()).substring(0, 32), answer.body()));
    }
}
