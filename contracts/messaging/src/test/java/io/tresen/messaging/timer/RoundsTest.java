package io.tresen.messaging.timer;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
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
}
