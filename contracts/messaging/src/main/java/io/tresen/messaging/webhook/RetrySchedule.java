package io.tresen.messaging.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When a delivery that failed is tried again (INTERFACE 4): after 1, 5, 30 s, 5 min … up to 7 days. Business time. */
public final class RetrySchedule {

    /** After this long without a 2xx a delivery is given up. */
    public static final Duration PATIENCE = Duration.ofDays(7);

    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6));

    private RetrySchedule() {}

    /**
     * The time of the next attempt; empty when the one that failed now was the last. The last is made when the 7 days end.
     *
     * @param since when the delivery came into the queue, or was replayed
     * @param attempts how many failed, this one included; at least 1
     * @param now when this one failed
     */
    public static Optional<Instant> next(Instant since, int attempts, Instant now) {
        Instant end = since.plus(PATIENCE);
        if (!now.isBefore(end)) {
            return Optional.empty();
        }
        Instant next = now.plus(WAITS.get(Math.min(attempts, WAITS.size()) - 1));
        return Optional.of(next.isAfter(end) ? end : next);
    }
}
