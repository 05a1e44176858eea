package io.tresen.payment.wallet;

import io.tresen.payment.PaymentRejection;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Lets one at a time do something about a shopper, in this process, in the order of their coming. */
final class Turns {

    private static final int LANES = 128;
    private static final int PATIENCE_S = 15;

    private final ReentrantLock[] lanes =
            IntStream.range(0, LANES).mapToObj(i -> new ReentrantLock(true)).toArray(ReentrantLock[]::new);

    /** @throws io.tresen.messaging.RejectedException 503 when that takes too long */
    <T> T take(UUID shopperId, Supplier<T> work) {
        ReentrantLock lane = lanes[Math.floorMod(shopperId.hashCode(), LANES)];
        try {
            if (!lane.tryLock(PATIENCE_S, TimeUnit.SECONDS)) {
                throw PaymentRejection.BUSY.exception();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw PaymentRejection.BUSY.exception();
        }
        try {
            return work.get();
        } finally {
            lane.unlock();
        }
    }
}
