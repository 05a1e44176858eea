package io.tresen.messaging.rest;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.messaging.RejectedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FewAtATimeTest {

    private final FewAtATime hashing = new FewAtATime("hashes");

    @Test
    void whereNobodyMayWaitAPlaceIsFreeAgainAfterAFailureToo() {
        FewAtATime two = new FewAtATime("files", 2, 0);
        String inside = two.work(() -> two.work(() -> {
            RejectedException refused = assertThrows(RejectedException.class, () -> two.work(() -> "third"));
            assertEquals(503, refused.rejection().status());
            assertEquals(Crowded.at("files"), refused.rejection());
            return "second";
        }));
        assertEquals("second", inside);
        for (int i = 0; i < 3; i++) {
            assertThrows(
                    IllegalStateException.class,
                    () -> two.work(() -> {
                        throw new IllegalStateException();
                    }));
        }
        assertEquals("first", two.work(() -> "first"));
    }

    @Test
    void whoComesWhileTooManyWaitIsSentAwayAtOnce() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        List<Thread> callers = new ArrayList<>();
        int most = FewAtATime.AT_A_TIME + FewAtATime.MOST_WAITING;
        for (int i = 0; i < most; i++) {
            Thread caller = new Thread(() -> hashing.work(() -> {
                try {
                    open.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return done.incrementAndGet();
            }));
            caller.start();
            callers.add(caller);
        }
        await().atMost(Duration.ofSeconds(4)).until(() -> hashing.free() == 0);
        long since = System.nanoTime();
        RejectedException refusal = assertThrows(RejectedException.class, () -> hashing.work(() -> 1));
        assertTrue(Duration.ofNanos(System.nanoTime() - since).toMillis() < 1_000);
        assertEquals(503, refusal.rejection().status());
        assertEquals(Crowded.at("hashes"), refusal.rejection());
        open.countDown();
        for (Thread caller : callers) {
            caller.join();
        }
        assertEquals(most, done.get());
        assertEquals(most, hashing.free());
    }
}
