package io.tresen.messaging.outbox;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;

/**
 * Keeps the turns of a replica's workers apart, so that each takes what was committed since the last one began: on an average not
 * less than the gap, while some may begin at once when there were few before. What comes as often as turns may begin, or less
 * often, then hardly waits, however unevenly it comes (the leaky bucket of ITU-T I.371, annex A, "GCRA").
 */
final class TurnGap {

    private final long gapNanos;
    private final long creditNanos;
    private final LongSupplier nanoTime;
    private final LongPredicate pause;
    private final AtomicBoolean gathering = new AtomicBoolean();
    /** When a turn may begin; what it lies in the past is the credit for more. */
    private volatile long next;

    /**
     * @param gap between the beginnings of two turns, on an average
     * @param atOnce turns that may begin at once where none began for long, 1 or more
     * @param pause waits so many nanoseconds; false when there is to be no turn any more
     */
    TurnGap(Duration gap, int atOnce, LongSupplier nanoTime, LongPredicate pause) {
        this.gapNanos = gap.toNanos();
        this.creditNanos = gapNanos * (atOnce - 1);
        this.nanoTime = nanoTime;
        this.pause = pause;
        this.next = nanoTime.getAsLong() - creditNanos;
    }

    /**
     * Waits until a turn may begin.
     *
     * @param atOnce waits for nothing
     * @return false when another worker waits for that already: its turn will see whatever is committed by now
     */
    boolean isOver(boolean atOnce) {
        if (!gathering.compareAndSet(false, true)) {
            return false;
        }
        try {
            long left = next - nanoTime.getAsLong();
            return atOnce || left <= 0 || pause.test(left);
        } finally {
            gathering.set(false);
        }
    }

    /** A turn begins. One that waited for nothing takes credit, and leaves no debt: the next one is a gap away at most. */
    synchronized void begin() {
        long now = nanoTime.getAsLong();
        long credit = Math.min(creditNanos, Math.max(0, now - next));
        next = now - credit + gapNanos;
    }
}
