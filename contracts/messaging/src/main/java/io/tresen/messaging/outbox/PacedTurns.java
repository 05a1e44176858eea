package io.tresen.messaging.outbox;

import io.tresen.messaging.outbox.ShardTurn.Outcome;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * The turns of a replica's workers, each in its time, and what each says of the next one's ({@link TurnGap}).
 *
 * <p>Waiting gathers nothing where a turn left some behind: the next one follows at once, and how long a full one takes says nothing
 * of the machine. One that found all shards in other hands costs no gap: what comes to a free one meanwhile is still sent at once.
 */
final class PacedTurns {

    /** What turns are made of. */
    interface Work {

        /** Whether there is anything to send: a look, cheaper than a turn. */
        boolean isWaiting();

        /** Whether there is something that Kafka does not take: turns are short and many then. */
        boolean isObstructed();

        /** A turn. */
        Outcome serve();
    }

    private final TurnGap gap;
    private final Work work;
    private final LongSupplier nanoTime;
    private final AtomicBoolean committed = new AtomicBoolean();

    PacedTurns(TurnGap gap, Work work, LongSupplier nanoTime) {
        this.gap = gap;
        this.work = work;
        this.nanoTime = nanoTime;
    }

    /** There is something to send. Cheap; any thread. */
    void committed() {
        committed.set(true);
    }

    /**
     * Waits until a worker's next turn may begin.
     *
     * @param last how his last one ended
     * @return false when another worker waits for that already
     */
    boolean mayBegin(Outcome last) {
        return gap.isOver(last.leftSome() || work.isObstructed());
    }

    /** A turn. @param told there is something to send; otherwise it looks before it begins */
    Outcome next(boolean told) {
        try {
            boolean sure = committed.getAndSet(false) || told;
            return sure || work.isWaiting() ? served() : Outcome.IDLE;
        } catch (Exception e) {
            return Outcome.failed(e);
        }
    }

    private Outcome served() {
        TurnGap.Begun begun = gap.begin();
        long since = nanoTime.getAsLong();
        Outcome outcome = work.serve();
        if (outcome.idle()) {
            gap.undo(begun);
        } else if (outcome.isClear() && !outcome.leftSome()) {
            gap.took(nanoTime.getAsLong() - since);
        }
        return outcome;
    }
}
