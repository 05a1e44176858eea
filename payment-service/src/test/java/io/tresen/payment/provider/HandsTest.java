package io.tresen.payment.provider;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tresen.payment.DueWork.Due;
import io.tresen.payment.OrderKey;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What keeps the janitor going, whatever happens to a piece of work. */
class HandsTest {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final Due due = new Due(
            new OrderKey(UUID.randomUUID(), UUID.randomUUID()), UUID.randomUUID(), 1, Duration.ZERO, Duration.ZERO);

    @Test
    void a_hand_is_free_again_after_an_error_and_after_work_that_was_not_taken() throws InterruptedException {
        Hands hands = new Hands("test-hand", 2);
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
}
