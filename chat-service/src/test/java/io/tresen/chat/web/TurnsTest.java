package io.tresen.chat.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Who is fetched for, and when. */
class TurnsTest {

    private final Turns turns = new Turns(3, 2, 2);
    private final List<String> begun = new ArrayList<>();
    private final UUID a = new UUID(0, 1);
    private final UUID b = new UUID(0, 2);

    private CompletableFuture<String> work(UUID business, String name) {
        CompletableFuture<String> end = new CompletableFuture<>();
        CompletableFuture<String> taken = turns.take(business, () -> {
            begun.add(name);
            return end;
        });
        if (taken != null) {
            taken.whenComplete((value, failure) -> {});
        }
        return taken == null ? null : end;
    }

    @Test
    void oneBusinessHasNoMoreThanItsPartAndTheOthersTheirTurn() {
        CompletableFuture<String> first = work(a, "a1");
        work(a, "a2");
        work(a, "a3");
        work(a, "a4");
        assertNull(work(a, "a5"), "more than may wait");
        CompletableFuture<String> others = work(b, "b1");
        work(b, "b2");
        assertEquals(List.of("a1", "a2", "b1"), begun);
        first.complete("done");
        assertEquals(4, begun.size());
        others.completeExceptionally(new IllegalStateException("gone"));
        assertEquals(5, begun.size());
        assertTrue(begun.containsAll(List.of("a3", "b2")), begun.toString());
    }

    @Test
    void whatFailsAtOnceMakesRoomToo() {
        for (int i = 0; i < 10; i++) {
            CompletableFuture<Object> failed = turns.take(a, () -> {
                throw new IllegalStateException("no");
            });
            assertTrue(failed.isCompletedExceptionally());
        }
        work(a, "a1");
        assertEquals(List.of("a1"), begun);
    }
}
