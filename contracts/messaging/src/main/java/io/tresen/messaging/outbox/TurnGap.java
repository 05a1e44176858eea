package io.tresen.messaging.outbox;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;

/**
 * Keeps the turns of a replica's workers apart, so that each takes what was committed since the last one began: on an average not
 * less than the gap, while some may begin at once when there were few before. What comes as often as turns may begin, or less
 * often, then hardly waits, however unevenly it comes (the leaky bucket of ITU-T I.371, annex A, "GCRA").
 *
 * <p>The gap is the least one while turns are short, up to half of it: an unloaded relay sends as soon as it ever did. What turns take
 * beyond that, smoothed over the last ones, makes it longer, four times as much: on a machine that has too much to do, fewer turns
 * with more in each leave it more for the rest, and whoever waits for his turn would wait for the machine otherwise. Turns that
 * begin at once are so many as their gaps fit into the credit, however long these are; what comes alone waits for nothing then too.
 */
final class TurnGap {

    /**
     * A turn that has begun.
     *
     * @param before since when it might have, or later than now where it waited for nothing
     * @param gap by how much later the next ones begin for it, in nanoseconds
     */
    record Begun(long before, long gap) {}

    /** By how much the gap grows with a turn. */
    private static final long GROWTH = 4;

    /** Each turn counts an eighth of how long turns take. */
    private static final long SMOOTHING = 8;

    private final long leastNanos;
    /** Of a turn; a longer one makes the gap no longer. */
    private final long longestNanos;

    private final long creditNanos;
    private final LongSupplier nanoTime;
    private final LongPredicate pause;
    private final AtomicBoolean gathering = new AtomicBoolean();
    /** When a turn may begin; what it lies in the past is the credit for more. */
    private volatile long next;

    /** How long a turn takes. */
    private long turnNanos;

    /**
     * @param least between the beginnings of two turns, on an average, while they are short
     * @param most the same while they are long, unless {@code least} is more
     * @param atOnce turns that may begin at once where none began for long, while they are short; 1 or more
     * @param pause waits so many nanoseconds; false when there is to be no turn any more
     */
    TurnGap(Duration least, Duration most, int atOnce, LongSupplier nanoTime, LongPredicate pause) {
        this.leastNanos = least.toNanos();
        this.longestNanos = leastNanos / 2 + Math.max(0, most.toNanos() - leastNanos) / GROWTH;
        this.creditNanos = leastNanos * (atOnce - 1);
        this.nanoTime = nanoTime;
        this.pause = pause;
        this.next = nanoTime.getAsLong() - creditNanos;
    }

    /**
     * Waits until a turn may begin.
     *
     * @param atOnce waits for nothing, and for nobody who does
     * @return false when another worker waits for that already: its turn will see whatever is committed by now
     */
    boolean isOver(boolean atOnce) {
        if (atOnce) {
            return true;
        }
        if (!gathering.compareAndSet(false, true)) {
            return false;
        }
        try {
            long left = next - nanoTime.getAsLong();
            return left <= 0 || pause.test(left);
        } finally {
            gathering.set(false);
        }
    }

    /** A turn begins. One that waited for nothing takes credit, and leaves no debt: the next one is a gap away at most. */
    synchronized Begun begin() {
        long now = nanoTime.getAsLong();
        Begun begun = new Begun(next, gapNanos());
        long credit = Math.min(creditNanos, Math.max(0, now - next));
        next = now - credit + begun.gap();
        return begun;
    }

    /** There was nothing for a turn to do: it counts for nothing, whatever began meanwhile. */
    synchronized void undo(Begun begun) {
        long without = next - begun.gap();
        next = without - begun.before() < 0 ? begun.before() : without;
    }

    /** A turn is over that sent all that there was. @param nanos from its beginning */
    synchronized void took(long nanos) {
        turnNanos += (Math.min(nanos, longestNanos) - turnNanos) / SMOOTHING;
    }

    private long gapNanos() {
        return leastNanos + GROWTH * Math.max(0, turnNanos - leastNanos / 2);
    }
}
