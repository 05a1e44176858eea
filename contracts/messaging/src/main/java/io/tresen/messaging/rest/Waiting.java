package io.tresen.messaging.rest;

import io.quarkus.arc.Arc;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tresen.messaging.RejectedException;
import io.tresen.messaging.rest.WaitingPlaces.Came;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * "Read your own writes across services" (DESIGN 8): what was refused only because a copy lacks a fact is tried again for up
 * to 5 s. Call it outside every transaction, so that nothing but the worker thread is held between two tries; only so many
 * may wait at a time, and the next is told to come again, since only time tells that the fact is not there: a caller who has his share
 * of the places by 429, others by 503.
 */
@ApplicationScoped
public class Waiting {

    private static final Duration COME_AGAIN = Duration.ofSeconds(2);
    private static final long FIRST_PAUSE_MS = 50;
    private static final long LONGEST_PAUSE_MS = 250;
    /** As many as wait read again 40 times a second together: a crowd's looks would keep the news, and new callers, from their turn. */
    private static final long PAUSE_OF_EACH_MS = 25;

    private final Duration limit;
    private final WaitingPlaces places;
    private final int ofABusiness;
    private final int ofAShopper;
    private final Caller caller;
    private final CountDownLatch stopping = new CountDownLatch(1);

    /**
     * Anybody can be a shopper, and one waits for one thing at a time; a business's app may send what many do.
     *
     * @throws IllegalStateException when somebody could never wait, or may have more places than there are
     */
    @Inject
    Waiting(
            @ConfigProperty(name = "tresen.waiting.limit", defaultValue = "5s") Duration limit,
            @ConfigProperty(name = "tresen.waiting.places", defaultValue = "40") int places,
            @ConfigProperty(name = "tresen.waiting.places-of-a-business", defaultValue = "30") int ofABusiness,
            @ConfigProperty(name = "tresen.waiting.places-of-a-shopper", defaultValue = "4") int ofAShopper,
            Caller caller) {
        this.limit = limit;
        this.places = new WaitingPlaces(places);
        this.ofABusiness = share("business", ofABusiness, places);
        this.ofAShopper = share("shopper", ofAShopper, places);
        this.caller = caller;
    }

    private static int share(String whose, int share, int places) {
        if (share < 1 || share > places) {
            throw new IllegalStateException("tresen.waiting.places-of-a-" + whose + " is " + share
                    + ": it must be above 0, and no more than the " + places + " of tresen.waiting.places");
        }
        return share;
    }

    /** Settings that can't hold end the service here, and not with the first who waits. */
    void start(@Observes StartupEvent event) {}

    /**
     * The first result of {@code attempt} that is no such refusal.
     *
     * @param attempt the whole call with its transaction; a refusal must leave nothing behind
     * @param lacking true for a refusal that a copy which catches up would turn
     * @throws RejectedException the last refusal once the time is over, or any other at once; 429 where too many of the
     *     caller wait, 503 where too many do
     */
    public <T> T untilKnown(Supplier<T> attempt, Predicate<RejectedException> lacking) {
        return tried(attempt, lacking, (refusal, came) -> busy(came));
    }

    private static RejectedException busy(Came came) {
        return came == Came.OWN_ARE_TAKEN
                ? Problem.standard(429)
                        .because("Too many requests of this caller wait for news of another service")
                        .retryIn(COME_AGAIN)
                        .exception()
                : new Crowded("waiting-places", "Too many wait for news of another service at the moment").exception();
    }

    private <T> T tried(
            Supplier<T> attempt,
            Predicate<RejectedException> lacking,
            BiFunction<RejectedException, Came, RejectedException> noPlace) {
        long start = System.nanoTime();
        long pause = FIRST_PAUSE_MS;
        Optional<Token> token = token();
        UUID who = token.map(Token::subject).orElse(null);
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
                    if (!holdsPlace) {
                        Came came = places.take(who, share(token));
                        if (came != Came.IN) {
                            throw noPlace.apply(refusal, came);
                        }
                        holdsPlace = true;
                    }
                    if (stoppedWithin(Math.min(pause, left))) {
                        throw refusal;
                    }
                    pause = Math.min(longestPauseMs(), pause * 2);
                }
            }
        } finally {
            if (holdsPlace) {
                places.free(who);
            }
        }
    }

    /**
     * As {@link #untilKnown(Supplier, Predicate)}; {@code lastly} decides with what is known when the time is over, or at once
     * where too many wait.
     */
    public <T> T untilKnown(Supplier<T> attempt, Predicate<RejectedException> lacking, Supplier<T> lastly) {
        try {
            return tried(attempt, lacking, (refusal, came) -> refusal);
        } catch (RejectedException refusal) {
            if (lacking.test(refusal)) {
                return lastly.get();
            }
            throw refusal;
        }
    }

    /** Empty where nobody called: a provider's news, a public request. */
    private Optional<Token> token() {
        return caller != null && Arc.container().requestContext().isActive() ? caller.known() : Optional.empty();
    }

    private int share(Optional<Token> token) {
        return token.filter(it -> it.role() == Role.SHOPPER).isPresent() ? ofAShopper : ofABusiness;
    }

    private long longestPauseMs() {
        return Math.max(LONGEST_PAUSE_MS, places.taken() * PAUSE_OF_EACH_MS);
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
