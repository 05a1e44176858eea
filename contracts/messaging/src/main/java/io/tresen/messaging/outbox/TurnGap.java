package io.tresen.messaging.outbox;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;

/** Keeps the turns of a replica's workers apart, so that each takes what was committed since the last one began. */
final class TurnGap {

    private final long gapNanos;
    private final LongSupplier nanoTime;
    private final LongPredicate pause;
    private final AtomicBoolean gathering = new AtomicBoolean();
    private volatile long next;

    /**
     * @param gap between the beginnings of two turns
     * @param pause waits so many nanoseconds; false when there is to be no turn any more
     */
    TurnGap(Duration gap, LongSupplier nanoTime, LongPredicate pause) {
        this.gapNanos = gap.toNanos();
        this.nanoTime = nanoTime;
        this.pause = pause;
        this.next = nanoTime.getAsLong();
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

    /** A turn begins. */
    void begin() {
        next = nanoTime.getAsLong() + gapNanos;
    }
}
