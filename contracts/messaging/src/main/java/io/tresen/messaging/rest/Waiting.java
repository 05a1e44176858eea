package io.tresen.messaging.rest;

import io.quarkus.runtime.ShutdownEvent;
import io.tresen.messaging.RejectedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * "Read your own writes across services" (DESIGN 8): what was refused only because a copy lacks a fact is tried again for up
 * to 5 s. Call it outside every transaction, so that nothing but the worker thread is held between two tries; only so many
 * may wait at a time, and the next is told to come again, since only time tells that the fact is not there.
 */
@ApplicationScoped
public class Waiting {

    private static final long FIRST_PAUSE_MS = 50;
    private static final long LONGEST_PAUSE_MS = 250;
    /** As many as wait read again 40 times a second together: a crowd's looks would keep the news, and new callers, from their turn. */
    private static final long PAUSE_OF_EACH_MS = 25;

    private final Duration limit;
    private final int all;
    private final Semaphore places;
    private final CountDownLatch stopping = new CountDownLatch(1);

    @Inject
    Waiting(
            @ConfigProperty(name = "tresen.waiting.limit", defaultValue = "5s") Duration limit,
            @ConfigProperty(name = "tresen.waiting.places", defaultValue = "40") int places) {
        this.limit = limit;
        this.all = places;
        this.places = new Semaphore(places);
    }

    /**
     * The first result of {@code attempt} that is no such refusal.
     *
     * @param attempt the whole call with its transaction; a refusal must leave nothing behind
     * @param lacking true for a refusal that a copy which catches up would turn
     * @throws RejectedException the last refusal once the time is over, or any other at once; 503 where too many wait
     */
    public <T> T untilKnown(Supplier<T> attempt, Predicate<RejectedException> lacking) {
        return tried(attempt, lacking, refusal -> Problem.unavailable()
                .because("Too many wait for news of another service at the moment")
                .exception());
    }

    private <T> T tried(
            Supplier<T> attempt, Predicate<RejectedException> lacking, UnaryOperator<RejectedException> noPlace) {
        long start = System.nanoTime();
        long pause = FIRST_PAUSE_MS;
        boolean holdsPlace = false;
        try {
            while (true) {
                try {
                    return attempt.get();
                } catch (RejectedException refusal) {
                    long left = limit.toMillis() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
                    if (left <= 0 || !lacking.test(refusal)) {
                        throw refusal;
                    }
                    if (!holdsPlace && !(holdsPlace = places.tryAcquire())) {
                        throw noPlace.apply(refusal);
                    }
                    if (stoppedWithin(Math.min(pause, left))) {
                        throw refusal;
                    }
                    pause = Math.min(longestPauseMs(), pause * 2);
                }
            }
        } finally {
            if (holdsPlace) {
                places.release();
            }
        }
    }

    /**
     * As {@link #untilKnown(Supplier, Predicate)}; {@code lastly} decides with what is known when the time is over, or at once
     * where too many wait.
     */
    public <T> T untilKnown(Supplier<T> attempt, Predicate<RejectedException> lacking, Supplier<T> lastly) {
        try {
            return tried(attempt, lacking, UnaryOperator.identity());
        } catch (RejectedException refusal) {
            if (lacking.test(refusal)) {
                return lastly.get();
            }
            throw refusal;
        }
    }

    private long longestPauseMs() {
        return Math.max(LONGEST_PAUSE_MS, (all - places.availablePermits()) * PAUSE_OF_EACH_MS);
    }

    private boolean stoppedWithin(long milliseconds) {
        try {
            return stopping.await(milliseconds, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
    }
}
