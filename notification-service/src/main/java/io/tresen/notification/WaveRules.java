package io.tresen.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Who is told that a product is back, and when (INTERFACE 9). Pure: time and facts are passed in. */
public final class WaveRules {

    /** Nobody is told of what those who were told in this time may still buy. */
    public static final Duration INTERVAL = Duration.ofMinutes(15);

    /** A shopper hears of one product at most once in this time. */
    public static final Duration QUIET = Duration.ofHours(24);

    /** A subscription that nothing came of ends after this time. */
    public static final Duration LAPSE = Duration.ofDays(90);

    /** Subscriptions looked at in one transaction. */
    public static final int BATCH = 500;

    private static final int MARGIN = 50;

    private WaveRules() {}

    /** How many may be told now: what is available and was not told of in the last interval. */
    public static long room(WaveState state) {
        if (!state.onSale() || !state.availability().any()) {
            return 0;
        }
        return state.availability().available() == null
                ? Long.MAX_VALUE
                : Math.max(0, state.availability().units() - state.toldInInterval());
    }

    /** How many of the line to read for a step: some more than room for a few, since not all of them can be told. */
    public static int window(long room) {
        return room == 0 ? 0 : (int) Math.min(BATCH, Math.max(MARGIN, room));
    }

    /** Decides on the head of the line, oldest first. The opted-out and the recently told take no room. */
    public static WaveStep step(WaveState state, List<Candidate> line, Instant now) {
        long room = room(state);
        List<Candidate> told = new ArrayList<>();
        List<Suppression> suppressed = new ArrayList<>();
        Set<UUID> shoppers = new HashSet<>();
        for (Candidate candidate : line) {
            if (room == 0) {
                break;
            }
            if (candidate.optedOut()) {
                suppressed.add(suppression(candidate, Suppression.OPTED_OUT, now.plus(INTERVAL), now));
            } else if (shoppers.contains(candidate.shopperId())) {
                suppressed.add(suppression(candidate, Suppression.TOLD_RECENTLY, now.plus(QUIET), now));
            } else if (isRecent(candidate.lastTold(), now)) {
                Instant until = candidate.lastTold().plus(QUIET);
                suppressed.add(suppression(candidate, Suppression.TOLD_RECENTLY, until, now));
            } else {
                told.add(candidate);
                shoppers.add(candidate.shopperId());
                room = room == Long.MAX_VALUE ? room : room - 1;
            }
        }
        return new WaveStep(told, suppressed, room);
    }

    private static Suppression suppression(Candidate candidate, String reason, Instant until, Instant now) {
        boolean known = reason.equals(candidate.notedReason()) && isRecent(candidate.notedAt(), now);
        return new Suppression(candidate, reason, until, !known);
    }

    private static boolean isRecent(Instant then, Instant now) {
        return then != null && now.isBefore(then.plus(QUIET));
    }

    /**
     * When the wave takes its next step; empty ends it, until availability rises again.
     *
     * @param soonest when the first of those who still wait may be looked at; empty when nobody waits
     */
    public static Optional<Instant> next(WaveState state, WaveStep step, Optional<Instant> soonest, Instant now) {
        if (!state.availability().any() || soonest.isEmpty()) {
            return Optional.empty();
        }
        if (!state.onSale()) {
            return Optional.of(now.plus(INTERVAL));
        }
        if (step.roomLeft() == 0) {
            Instant oldest = state.oldestTold() == null ? now : state.oldestTold();
            return Optional.of(oldest.plus(INTERVAL));
        }
        return soonest;
    }

    /**
     * When to look after a change of availability, with or without a rise.
     *
     * @param planned the step that is planned already, or null
     * @return null = no step: nothing is there, or nobody waits
     */
    public static Instant afterChange(
            boolean rose, Availability after, Instant planned, boolean somebodyWaits, Instant now) {
        if (rose && after.any()) {
            return now;
        }
        if (planned == null && after.any() && somebodyWaits) {
            return now.plus(INTERVAL);
        }
        return planned;
    }

    /**
     * When to look after a wish while the product is available as far as is known here. Newer than what the shopper saw:
     * the wish crossed the restock, its turn is now; so it is where neither the shopper nor this service ever heard of an
     * availability, that is, where the product was never counted. Else what is known here is old: look once an interval has
     * passed.
     *
     * @param planned the step that is planned already, or null
     */
    public static Instant afterWish(Availability known, long seenVersion, Instant planned, Instant now) {
        if (!known.any()) {
            return planned;
        }
        boolean neverCounted = !known.heard() && seenVersion == 0;
        Instant wanted = neverCounted || known.version() > seenVersion ? now : now.plus(INTERVAL);
        return planned == null || wanted.isBefore(planned) ? wanted : planned;
    }
}
