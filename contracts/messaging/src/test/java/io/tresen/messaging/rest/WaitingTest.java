package io.tresen.messaging.rest;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.ShutdownEvent;
import io.tresen.messaging.RejectedException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WaitingTest {

    private static final RejectedException UNKNOWN =
            Problem.of("unknown-product", 422, "There is no such product").exception();

    private final AtomicInteger attempts = new AtomicInteger();

    private static Waiting waiting(Duration limit, int places) {
        return new Waiting(limit, places, places, 1, null);
    }

    private String unknown() {
        attempts.incrementAndGet();
        throw UNKNOWN;
    }

    @Test
    void aFactThatArrivesInTimeTurnsTheRefusal() {
        Waiting waiting = waiting(Duration.ofSeconds(5), 1);
        String answer = waiting.untilKnown(
                () -> attempts.incrementAndGet() < 4 ? unknown() : "there", e -> e.is("unknown-product"));
        assertEquals("there", answer);
    }

    @Test
    void aFactThatDoesNotComeIsRefusedWhenTheTimeIsOver() {
        Waiting waiting = waiting(Duration.ofMillis(300), 1);
        long start = System.nanoTime();
        assertSame(UNKNOWN, assertThrows(RejectedException.class, () -> waiting.untilKnown(this::unknown, e -> true)));
        assertTrue(System.nanoTime() - start >= TimeUnit.MILLISECONDS.toNanos(290));
        assertTrue(attempts.get() >= 3 && attempts.get() <= 6, attempts + " attempts");
    }

    @Test
    void anotherRefusalIsNotWaitedOn() {
        Waiting waiting = waiting(Duration.ofSeconds(5), 1);
        assertThrows(RejectedException.class, () -> waiting.untilKnown(this::unknown, e -> e.is("price-changed")));
        assertEquals(1, attempts.get());
    }

    @Test
    void whoFindsNoPlaceToWaitIsToldToComeAgainAndAPlaceIsGivenBack() throws Exception {
        Waiting waiting = waiting(Duration.ofSeconds(30), 1);
        AtomicBoolean there = new AtomicBoolean();
        AtomicInteger first = new AtomicInteger();
        CompletableFuture<String> waiter = CompletableFuture.supplyAsync(() -> waiting.untilKnown(
                () -> {
                    first.incrementAndGet();
                    if (!there.get()) {
                        throw UNKNOWN;
                    }
                    return "there";
                },
                e -> true));
        await().until(() -> first.get() >= 2);
        RejectedException busy =
                assertThrows(RejectedException.class, () -> waiting.untilKnown(this::unknown, e -> true));
        assertEquals("waiting-places", ((Crowded) busy.rejection()).what());
        assertEquals(503, busy.rejection().status());
        assertTrue(busy.rejection().retryAfter().toSeconds() >= 1, "when to come again");
        assertEquals(1, attempts.get());
        assertEquals("lastly", waiting.untilKnown(this::unknown, e -> true, () -> "lastly"));
        assertEquals(2, attempts.get());
        there.set(true);
        assertEquals("there", waiter.get(5, TimeUnit.SECONDS));
        assertEquals("now", waiting.untilKnown(() -> attempts.incrementAndGet() < 4 ? unknown() : "now", e -> true));
    }

    @Test
    void aCrowdLooksNoMoreOftenThanItsShare() {
        Waiting waiting = waiting(Duration.ofSeconds(2), 40);
        CompletableFuture<?>[] crowd = Stream.generate(() -> CompletableFuture.runAsync(
                        () -> assertThrows(RejectedException.class, () -> waiting.untilKnown(this::unknown, e -> true)),
                        task -> new Thread(task).start()))
                .limit(40)
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(crowd).join();
        // each at once, after 50, 100, 200, 400 and 800 ms more, and at the end: one alone looks ten times again
        assertTrue(attempts.get() <= 40 * 8, attempts + " looks");
    }

    @Test
    void aShareIsNoMoreThanThereIsAndNobodyHasNone() {
        Duration limit = Duration.ofSeconds(5);
        new Waiting(limit, 4, 4, 1, null);
        assertEquals(
                "tresen.waiting.places-of-a-business is 5: it must be above 0, and no more than the 4 of tresen.waiting.places",
                assertThrows(IllegalStateException.class, () -> new Waiting(limit, 4, 5, 1, null))
                        .getMessage());
        assertThrows(IllegalStateException.class, () -> new Waiting(limit, 4, 0, 1, null));
        assertThrows(IllegalStateException.class, () -> new Waiting(limit, 4, 4, 5, null));
        assertThrows(IllegalStateException.class, () -> new Waiting(limit, 4, 4, 0, null));
        assertThrows(IllegalStateException.class, () -> new Waiting(limit, 0, 1, 1, null));
    }

    @Test
    void aStoppingServiceKeepsNobodyWaiting() {
        Waiting waiting = waiting(Duration.ofSeconds(30), 1);
        CompletableFuture<String> waiter =
                CompletableFuture.supplyAsync(() -> waiting.untilKnown(this::unknown, e -> true));
        await().until(() -> attempts.get() >= 1);
        waiting.stop(new ShutdownEvent());
        ExecutionException end = assertThrows(ExecutionException.class, () -> waiter.get(5, TimeUnit.SECONDS));
        assertSame(UNKNOWN, end.getCause());
    }
}
