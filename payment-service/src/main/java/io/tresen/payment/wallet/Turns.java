package io.tresen.payment.wallet;

import io.tresen.messaging.rest.FewAtATime;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Lets one at a time do something about a shopper, in this process, in the order of their coming. Each who waits holds a thread,
 * so whoever comes too many is told so at once.
 */
final class Turns {

    /** @param here who has the turn, or waits for it, or is about to be refused */
    private record Line(FewAtATime turn, int here) {

        Line with(int more) {
            return here + more == 0 ? null : new Line(turn, here + more);
        }
    }

    private final FewAtATime all;
    private final int mostOfOne;
    private final Map<UUID, Line> lines = new ConcurrentHashMap<>();

    /**
     * @param most who have a turn or wait for one
     * @param mostOfOne of them about one shopper
     */
    Turns(int most, int mostOfOne) {
        this.all = new FewAtATime("pins", most, 0);
        this.mostOfOne = mostOfOne;
    }

    /** @throws io.tresen.messaging.RejectedException 503 when too many wait, or it takes too long */
    <T> T take(UUID shopperId, Supplier<T> work) {
        return all.work(() -> inLine(shopperId, work));
    }

    private <T> T inLine(UUID shopperId, Supplier<T> work) {
        Line line = lines.compute(
                shopperId,
                (id, there) -> there == null ? new Line(new FewAtATime("pins", 1, mostOfOne - 1), 1) : there.with(1));
        try {
            return line.turn().work(work);
        } finally {
            lines.computeIfPresent(shopperId, (id, there) -> there.with(-1));
        }
    }

    /** Shoppers about whom somebody is here. */
    int lines() {
        return lines.size();
    }
}
