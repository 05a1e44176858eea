package io.tresen.messaging.timer;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What keeps a timer going, whatever happens in a round. */
class RoundsTest {

    private static final Duration SOON = Duration.ofSeconds(5);

    @Test
    void the_rounds_go_on_after_an_error() throws InterruptedException {
        AtomicInteger round = new AtomicInteger();
        Rounds rounds = new Rounds("test-rounds", 1, () -> {
            if (round.incrementAndGet() < 3) {
                throw new StackOverflowError("round " + round.get());
            }
            return false;
        });
        rounds.start();
        await().atMost(SOON).until(() -> round.get() > 3);
        rounds.stop();
    }

    @Test
    void a_wake_up_ends_the_pause() throws InterruptedException {
        AtomicInteger round = new AtomicInteger();
        Rounds rounds = new Rounds("test-rounds", TimeUnit.HOURS.toMillis(1), () -> round.incrementAndGet() < 0);
        rounds.start();
        await().atMost(SOON).until(() -> round.get() == 1);
        rounds.wake();
        await().atMost(SOON).until(() -> round.get() == 2);
        rounds.stop();
    }

    @Test
    void a_round_that_found_nothing_may_rest_longer_until_it_is_woken() throws InterruptedException {
        AtomicInteger round = new AtomicInteger();
        Rounds[] rounds = new Rounds[1];
        rounds[0] = new Rounds("test-rounds", 1, () -> {
            if (round.incrementAndGet() == 2) {
                rounds[0].pauseOnly(TimeUnit.HOURS.toMillis(1));
            }
            return false;
        });
        rounds[0].start();
        await().atMost(SOON).until(() -> round.get() == 2);
        rounds[0].wake();
        // the rest is for once
        await().atMost(SOON).until(() -> round.get() > 4);
        rounds[0].stop();
    }

    @Test
    void a_round_leaves_the_gap_to_the_next_however_often_it_is_woken() throws InterruptedException {
        List<Long> begun = new CopyOnWriteArrayList<>();
        Rounds[] rounds = new Rounds[1];
        rounds[0] = new Rounds("test-rounds", TimeUnit.HOURS.toMillis(1), 200, () -> {
            begun.add(System.nanoTime());
            rounds[0].wake();
            return false;
        });
        rounds[0].start();
        await().atMost(SOON).until(() -> begun.size() >= 3);
        rounds[0].stop();
        assertTrue(begun.get(2) - begun.get(0) >= TimeUnit.MILLISECONDS.toNanos(400));
    }

    @Test
    void a_gap_does_not_hold_the_end_up() throws InterruptedException {
        AtomicInteger round = new AtomicInteger();
        Rounds rounds = new Rounds(
                "test-rounds",
                TimeUnit.HOURS.toMillis(2),
                TimeUnit.HOURS.toMillis(1),
                () -> round.incrementAndGet() < 0);
        rounds.start();
        await().atMost(SOON).until(() -> round.get() == 1);
        long begin = System.nanoTime();
        rounds.stop();
        assertTrue(System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(4), "it waits 5 s for one that does not end");
    }
}
