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
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * "Read your own writes across services" (DESIGN 8): what was refused only because a copy lacks a fact is tried again for up
 * to 5 s. Call it outside every transaction, so that nothing but the worker thread is held between two tries; only so many
 * may wait at a time, and the next is told to come again, since only time tells that the fact is not there: a caller who has their share
 * of the places, or whose business has its own, by 429, others by 503.
 */
@ApplicationScoped
public class Waiting {

    private static final Duration COME_AGAIN = Duration.ofSeconds(2);
    private static final long FIRST_PAUSE_MS = 50;
    private static final long LONGEST_PAUSE_MS = 250;
    /** As many as wait read again 40 times a second together: a crowd's looks would keep the news, and new callers, from their turn. */
    private static final long PAUSE_OF_EACH_MS = 25;

    private static final int OF_A_BUSINESS = 30;
    private static final int OF_A_SHOPPER = 4;

    private static final String NO_PLACE_OF_ONES_OWN = Problem.standard(429).code();

    private final Duration limit;
    private final WaitingPlaces places;
    private final int ofABusiness;
    private final int ofAShopper;
    private final Caller caller;
    private final CountDownLatch stopping = new CountDownLatch(1);

    /**
     * Anybody can be a shopper, and one waits for one thing at a time; a business's app may send what many do. A share that nobody has set
     * is all places where these are fewer.
     *
     * @throws IllegalStateException when somebody could never wait, or is given more places than there are
     */
    @Inject
    Waiting(
            @ConfigProperty(name = "tresen.waiting.limit", defaultValue = "5s") Duration limit,
            @ConfigProperty(name = "tresen.waiting.places", defaultValue = "40") int places,
            @ConfigProperty(name = "tresen.waiting.places-of-a-business") Optional<Integer> ofABusiness,
            @ConfigProperty(name = "tresen.waiting.places-of-a-shopper") Optional<Integer> ofAShopper,
            Caller caller) {
        this(
                limit,
                places,
                ofABusiness.orElse(Math.min(OF_A_BUSINESS, places)),
                ofAShopper.orElse(Math.min(OF_A_SHOPPER, places)),
                caller);
    }

    Waiting(Duration limit, int places, int ofABusiness, int ofAShopper, Caller caller) {
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
     * @throws RejectedException the last refusal once the time is over, or any other at once; 429 where too many of the caller, or
     *     of the business, wait, 503 where too many do, or the service stops
     */
    public <T> T untilKnown(Supplier<T> attempt, Predicate<RejectedException> lacking) {
        return untilKnownOrTold(attempt, lacking, refusal -> false);
    }

    /**
     * As {@link #untilKnown(Supplier, Predicate)}, but for refusals that tell the caller what to do, whatever is known: one of these is
     * thrown itself where too many wait.
     *
     * @param telling true for such a refusal
     */
    public <T> T untilKnownOrTold(
            Supplier<T> attempt, Predicate<RejectedException> lacking, Predicate<RejectedException> telling) {
        return tried(callers(), attempt, lacking, telling, refusal -> {
            throw refusal;
        });
    }

    /**
     * As {@link #untilKnown(Supplier, Predicate)}; {@code lastly} decides with what is known when the time is over, and not before:
     * what it decides may be for ever.
     */
    public <T> T untilKnown(Supplier<T> attempt, Predicate<RejectedException> lacking, Supplier<T> lastly) {
        return tried(callers(), attempt, lacking, refusal -> false, refusal -> lastly.get());
    }

    /** As {@link #untilKnown(Supplier, Predicate, Supplier)}, where nobody shows a token, for a business's news or with its key. */
    public <T> T untilKnownOf(
            UUID businessId, Supplier<T> attempt, Predicate<RejectedException> lacking, Supplier<T> lastly) {
        return tried(Map.of(businessId, ofABusiness), attempt, lacking, refusal -> false, refusal -> lastly.get());
    }

    /** Whether it was thrown since nobody could wait for as long as it takes: nothing is decided, and a repeat may find it out. */
    public static boolean couldNotWait(RejectedException refusal) {
        return refusal.is(NO_PLACE_OF_ONES_OWN, Problem.unavailable().code());
    }

    private static RejectedException busy(Came came) {
        return came == Came.OWN_ARE_TAKEN
                ? Problem.standard(429)
                        .because(
                                "Too many requests of this caller, or of its business, wait for news of another service")
                        .retryIn(COME_AGAIN)
                        .exception()
                : new Crowded("waiting-places", "Too many wait for news of another service at the moment").exception();
    }

    /** @param over what becomes of the last refusal once the time is over */
    private <T> T tried(
            Map<UUID, Integer> shares,
            Supplier<T> attempt,
            Predicate<RejectedException> lacking,
            Predicate<RejectedException> telling,
            Function<RejectedException, T> over) {
        long start = System.nanoTime();
        long pause = FIRST_PAUSE_MS;
        boolean holdsPlace = false;
        try {
            while (true) {
                try {
                    return attempt.get();
                } catch (RejectedException refusal) {
                    if (!lacking.test(refusal)) {
                        throw refusal;
                    }
                    long left = limit.toMillis() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
                    if (left <= 0) {
                        return over.apply(refusal);
                    }
                    if (!holdsPlace) {
                        Came came = places.take(shares);
                        if (came != Came.IN) {
                            throw telling.test(refusal) ? refusal : busy(came);
                        }
                        holdsPlace = true;
                    }
                    if (stoppedWithin(Math.min(pause, left))) {
                        throw Problem.unavailable().exception();
                    }
                    pause = Math.min(longestPauseMs(), pause * 2);
                }
            }
        } finally {
            if (holdsPlace) {
                places.free(shares.keySet());
            }
        }
    }

    /** None where nobody has called who is known. */
    private Map<UUID, Integer> callers() {
        Optional<Token> token =
                caller != null && Arc.container().requestContext().isActive() ? caller.known() : Optional.empty();
        return token.map(this::shares).orElseGet(Map::of);
    }

    /** Whose places a caller takes, and how many each may have: a shopper's are the business's too, as are all its programs'. */
    Map<UUID, Integer> shares(Token token) {
        return token.role() == Role.SHOPPER
                ? Map.of(token.subject(), ofAShopper, token.businessId(), ofABusiness)
                : Map.of(token.businessId(), ofABusiness);
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
