package io.tresen.messaging.outbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tresen.messaging.outbox.ShardTurn.Outcome;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A relay's worker from one turn to the next; what turns do is in OutboxIT. */
class OutboxRelayTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration HOUR = Duration.ofHours(1);

    private final ConcurrentLinkedQueue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
    private final AtomicInteger served = new AtomicInteger();
    private final AtomicInteger looks = new AtomicInteger();

    private final PacedTurns.Work work = new PacedTurns.Work() {
        @Override
        public boolean isWaiting() {
            looks.incrementAndGet();
            return false;
        }

        @Override
        public boolean isObstructed() {
            return false;
        }

        @Override
        public Outcome serve() {
            served.incrementAndGet();
            Outcome next = outcomes.poll();
            return next == null ? Outcome.IDLE : next;
        }
    };

    private final OutboxRelay relay = new OutboxRelay(work, () -> {}, new SimpleMeterRegistry(), 1, HOUR, HOUR);

    @AfterEach
    void stop() throws InterruptedException {
        relay.stop(null);
    }

    /** All shards are in other hands: he looks again when he is told, or at the next poll, half a second later. */
    @Test
    void an_idle_worker_waits_for_a_wake_up_or_the_poll() {
        long began = System.nanoTime();
        relay.start(null);
        relay.wake();
        await().atMost(SOON).until(() -> served.get() == 1);
        await().atMost(SOON).until(() -> looks.get() >= 2);
        int looked = looks.get();
        long polls = (System.nanoTime() - began) / 500_000_000;
        assertTrue(looked <= polls + 1, looked + " looks in " + polls + " polls");
        assertEquals(1, served.get());
    }

    /** More than may begin at once, and a gap of an hour. */
    @Test
    void a_worker_whose_turns_leave_some_behind_takes_the_next_ones_at_once() {
        for (int i = 0; i < 30; i++) {
            outcomes.add(Outcome.sent(true, null));
        }
        relay.start(null);
        relay.wake();
        await().atMost(SOON).until(() -> served.get() == 31);
    }
}
