package io.tresen.payment.wallet;

import io.tresen.messaging.rest.FewAtATime;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Lets one at a time do something about a shopper, in this process, in the order of their coming. Each who waits holds a thread,
 * so whoever comes too many is told so at once.
 */
final class Turns {

    private static final int LANES = 128;

    private final FewAtATime all;
    private final FewAtATime[] lanes;

    /**
     * @param most who have a turn or wait for one
     * @param mostOfOne of them about one shopper
     */
    Turns(int most, int mostOfOne) {
        all = new FewAtATime("pins", most, 0);
        lanes = IntStream.range(0, LANES)
                .mapToObj(i -> new FewAtATime("pins", 1, mostOfOne - 1))
                .toArray(FewAtATime[]::new);
    }

    /** @throws io.tresen.messaging.RejectedException 503 when too many wait, or it takes too long */
    <T> T take(UUID shopperId, Supplier<T> work) {
        return all.work(() -> lanes[Math.floorMod(shopperId.hashCode(), LANES)].work(work));
    }
}
