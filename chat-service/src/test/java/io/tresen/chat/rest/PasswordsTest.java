package io.tresen.chat.rest;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.messaging.RejectedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PasswordsTest {

    private final Passwords passwords = new Passwords(4);

    @Test
    void aPasswordIsKnownByItsHashAlone() {
        String hash = passwords.hash("correct horse battery");
        assertTrue(passwords.matches("correct horse battery", hash));
        assertFalse(passwords.matches("correct horse", hash));
        assertFalse(passwords.matches("correct horse battery", null));
    }

    @Test
    void whoComesWhileTooManyWaitIsSentAwayAtOnce() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        List<Thread> callers = new ArrayList<>();
        int most = Passwords.AT_A_TIME + Passwords.MOST_WAITING;
        for (int i = 0; i < most; i++) {
            Thread caller = new Thread(() -> passwords.atMost(() -> {
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
        await().atMost(Duration.ofSeconds(4)).until(() -> passwords.free() == 0);
        long since = System.nanoTime();
        RejectedException refusal = assertThrows(RejectedException.class, () -> passwords.hash("one too many"));
        assertTrue(Duration.ofNanos(System.nanoTime() - since).toMillis() < 1_000);
        assertEquals(503, refusal.rejection().status());
        open.countDown();
        for (Thread caller : callers) {
            caller.join();
        }
        assertEquals(most, done.get());
        assertEquals(most, passwords.free());
    }
}
