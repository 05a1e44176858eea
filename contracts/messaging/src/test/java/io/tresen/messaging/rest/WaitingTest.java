package io.tresen.messaging.rest;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.runtime.ShutdownEvent;
import io.tresen.messaging.RejectedException;
import io.tresen.messaging.rest.WaitingPlaces.Came;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WaitingTest {

    private static final UUID SHOP = UUID.randomUUID();

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
        there.set(true);
        assertEquals("there", waiter.get(5, TimeUnit.SECONDS));
        assertEquals("now", waiting.untilKnown(() -> attempts.incrementAndGet() < 4 ? unknown() : "now", e -> true));
    }

    /** What is decided with what is known may be for ever, such as a message that is answered. */
    @Test
    void whoFindsNoPlaceToWaitIsDecidedAboutByNobody() throws Exception {
        Waiting waiting = new Waiting(Duration.ofSeconds(30), 1, 1, 1, null);
        try (Held held = new Held(waiting, SHOP, 1)) {
            RejectedException busy = assertThrows(
                    RejectedException.class, () -> waiting.untilKnown(this::unknown, e -> true, () -> "lastly"));
            assertEquals(503, busy.rejection().status());
            assertTrue(Waiting.couldNotWait(busy));
            assertEquals(1, attempts.get());
        }
        assertFalse(Waiting.couldNotWait(UNKNOWN));
    }

    @Test
    void onceTheTimeIsOverItIsDecidedWithWhatIsKnown() {
        Waiting waiting = new Waiting(Duration.ofMillis(100), 1, 1, 1, null);
        assertEquals("lastly", waiting.untilKnown(this::unknown, e -> true, () -> "lastly"));
        assertTrue(attempts.get() >= 2, attempts + " attempts");
    }

    @Test
    void aRefusalThatTellsWhatToDoIsThrownItselfWhereNobodyCanWait() throws Exception {
        Waiting waiting = new Waiting(Duration.ofSeconds(30), 1, 1, 1, null);
        RejectedException changed =
                Problem.of("price-changed", 409, "The price is another").exception();
        try (Held held = new Held(waiting, SHOP, 1)) {
            Supplier<String> priced = () -> {
                throw changed;
            };
            assertSame(
                    changed,
                    assertThrows(
                            RejectedException.class,
                            () -> waiting.untilKnownOrTold(priced, e -> true, e -> e.is("price-changed"))));
            assertThrows(
                    RejectedException.class,
                    () -> waiting.untilKnownOrTold(this::unknown, e -> true, e -> e.is("price-changed")));
        }
    }

    @Test
    void newsOfOneBusinessLeavePlacesToOthers() throws Exception {
        Waiting waiting = new Waiting(Duration.ofSeconds(30), 40, 30, 4, null);
        try (Held held = new Held(waiting, SHOP, 30)) {
            RejectedException busy = assertThrows(
                    RejectedException.class,
                    () -> waiting.untilKnownOf(SHOP, this::unknown, e -> true, () -> "lastly"));
            assertEquals(429, busy.rejection().status());
            assertTrue(Waiting.couldNotWait(busy));
            assertEquals(
                    "there",
                    waiting.untilKnownOf(
                            UUID.randomUUID(),
                            () -> attempts.incrementAndGet() < 4 ? unknown() : "there",
                            e -> true,
                            () -> "lastly"));
        }
    }

    @Test
    void aBusinesssProgramsAndShoppersHaveOneShare() {
        Waiting waiting = new Waiting(Duration.ofSeconds(30), 40, 30, 4, null);
        WaitingPlaces places = new WaitingPlaces(40);
        Token shop = token(Role.BUSINESS, SHOP);
        Token till = token(Role.BUSINESS, SHOP);
        Token anna = token(Role.SHOPPER, SHOP);
        for (int i = 0; i < 13; i++) {
            assertEquals(Came.IN, places.take(waiting.shares(shop)));
            assertEquals(Came.IN, places.take(waiting.shares(till)));
        }
        for (int i = 0; i < 4; i++) {
            assertEquals(Came.IN, places.take(waiting.shares(anna)));
        }
        for (Token too : List.of(shop, till, anna, token(Role.SHOPPER, SHOP))) {
            assertEquals(Came.OWN_ARE_TAKEN, places.take(waiting.shares(too)));
        }
        UUID other = UUID.randomUUID();
        assertEquals(Came.IN, places.take(waiting.shares(token(Role.BUSINESS, other))));
        Token ben = token(Role.SHOPPER, other);
        for (int i = 0; i < 4; i++) {
            assertEquals(Came.IN, places.take(waiting.shares(ben)));
        }
        assertEquals(Came.OWN_ARE_TAKEN, places.take(waiting.shares(ben)));
    }

    private static Token token(Role role, UUID business) {
        return new Token(role, UUID.randomUUID(), business, null, null, null, UUID.randomUUID(), Instant.MAX);
    }

    /** So many of a business have a place, until it is closed. */
    private static final class Held implements AutoCloseable {

        private final AtomicBoolean over = new AtomicBoolean();
        private final List<CompletableFuture<String>> all;

        Held(Waiting waiting, UUID business, int places) {
            AtomicInteger in = new AtomicInteger();
            all = Stream.generate(() -> {
                        AtomicInteger looks = new AtomicInteger();
                        return CompletableFuture.supplyAsync(
                                () -> waiting.untilKnownOf(
                                        business,
                                        () -> {
                                            if (over.get()) {
                                                return "there";
                                            }
                                            if (looks.incrementAndGet() == 2) {
                                                in.incrementAndGet();
                                            }
                                            throw UNKNOWN;
                                        },
                                        e -> true,
                                        () -> "lastly"),
                                task -> new Thread(task).start());
                    })
                    .limit(places)
                    .toList();
            await().until(() -> in.get() == places);
        }

        @Override
        public void close() {
            over.set(true);
            all.forEach(each -> assertEquals("there", each.join()));
        }
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

    /** Before shares were settings, nobody had to set any. */
    @Test
    void whoSetsFewPlacesAloneSetsNoShares() {
        for (int places : List.of(1, 20, 40)) {
            new Waiting(Duration.ofSeconds(5), places, Optional.empty(), Optional.empty(), null);
        }
        assertThrows(
                IllegalStateException.class,
                () -> new Waiting(Duration.ofSeconds(5), 20, Optional.of(30), Optional.empty(), null));
    }

    @Test
    void aStoppingServiceKeepsNobodyWaiting() {
        Waiting waiting = waiting(Duration.ofSeconds(30), 1);
        CompletableFuture<String> waiter =
                CompletableFuture.supplyAsync(() -> waiting.untilKnown(this::unknown, e -> true));
        await().until(() -> attempts.get() >= 1);
        waiting.stop(new ShutdownEvent());
        ExecutionException end = assertThrows(ExecutionException.class, () -> waiter.get(5, TimeUnit.SECONDS));
        RejectedException refusal = assertInstanceOf(RejectedException.class, end.getCause());
        assertEquals(503, refusal.rejection().status(), "nothing is decided");
    }
}
