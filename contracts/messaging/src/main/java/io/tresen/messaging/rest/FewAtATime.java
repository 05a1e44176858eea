package io.tresen.messaging.rest;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Work that costs much for a while is done a few at a time; of those who come meanwhile a few wait, since each holds a thread. */
public final class FewAtATime {

    public static final int AT_A_TIME = 4;
    public static final int MOST_WAITING = 4 * AT_A_TIME;
    private static final int PATIENCE_S = 5;

    private final String what;
    private final Semaphore places;
    private final Semaphore room;

    /** For work that costs a core: as many wait as are done within the patience of those who wait. @param what as {@link Crowded} */
    public FewAtATime(String what) {
        this(what, AT_A_TIME, MOST_WAITING);
    }

    /**
     * @param what as {@link Crowded}
     * @param mostWaiting 0 where whoever comes too many is to come again
     */
    public FewAtATime(String what, int atATime, int mostWaiting) {
        this.what = what;
        places = new Semaphore(atATime, true);
        room = new Semaphore(atATime + mostWaiting);
    }

    /** @throws io.tresen.messaging.RejectedException 503 when too many wait, or it lasts too long */
    public <T> T work(Supplier<T> work) {
        if (!room.tryAcquire()) {
            throw Crowded.at(what).exception();
        }
        try {
            return inTurn(work);
        } finally {
            room.release();
        }
    }

    /** How many more may come now. */
    public int free() {
        return room.availablePermits();
    }

    private <T> T inTurn(Supplier<T> work) {
        try {
            if (!places.tryAcquire(PATIENCE_S, TimeUnit.SECONDS)) {
                throw Crowded.at(what).exception();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable().exception();
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }
}
