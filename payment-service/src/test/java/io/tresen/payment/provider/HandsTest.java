package io.tresen.payment.provider;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.messaging.timer.Rounds;
import io.tresen.payment.DueWork.Due;
import io.tresen.payment.OrderKey;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What keeps the janitor going, whatever happens to a piece of work. */
class HandsTest {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final Due due = new Due(
            new OrderKey(UUID.randomUUID(), UUID.randomUUID()), UUID.randomUUID(), 1, Duration.ZERO, Duration.ZERO);

    @Test
    void a_hand_is_free_again_after_an_error_and_after_work_that_was_not_taken() throws InterruptedException {
        Hands hands = new Hands("test-hand", 2, () -> {});
        CountDownLatch began = new CountDownLatch(1);
        hands.give(due, one -> {
            began.countDown();
            throw new StackOverflowError();
        });
        began.await(5, TimeUnit.SECONDS);
        await().atMost(SOON).until(() -> hands.free() == 2);
        hands.stop();
        assertThrows(RejectedExecutionException.class, () -> hands.give(due, one -> {}));
        assertEquals(2, hands.free());
    }

    @Test
    void a_backlog_is_worked_off_without_a_pause_between_its_pieces() throws InterruptedException {
        CountDownLatch left = new CountDownLatch(40);
        AtomicInteger notGiven = new AtomicInteger(40);
        Semaphore rests = new Semaphore(0);
        Rounds[] rounds = new Rounds[1];
        Hands hands = new Hands("test-hand", 2, () -> rounds[0].wake());
        rounds[0] = new Rounds("test-rounds", TimeUnit.HOURS.toMillis(1), () -> {
            int given = Math.min(hands.free(), notGiven.get());
            notGiven.addAndGet(-given);
            for (int i = 0; i < given; i++) {
                hands.give(due, one -> {
                    rests.acquireUninterruptibly();
                    left.countDown();
                });
            }
            if (given == 0) {
                rests.release();
            }
            return given > 0;
        });
        rounds[0].start();
        assertTrue(left.await(5, TimeUnit.SECONDS), () -> left.getCount() + " of 40 are left");
        rounds[0].stop();
        hands.stop();
    }

    @Test
    void nobody_is_told_of_a_free_hand_who_did_not_look_for_one_in_vain() throws InterruptedException {
        AtomicInteger told = new AtomicInteger();
        Hands hands = new Hands("test-hand", 1, told::incrementAndGet);
        assertEquals(1, hands.free());
        hands.give(due, one -> {});
        hands.stop();
        assertEquals(0, told.get());
    }
}
