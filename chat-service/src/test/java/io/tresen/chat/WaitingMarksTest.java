package io.tresen.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.chat.MessageLog.Reached;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WaitingMarksTest {

    private static final UUID SHOP = UUID.randomUUID();
    private static final UUID ADA = UUID.randomUUID();
    private static final UUID BEN = UUID.randomUUID();
    private static final UUID EVE = UUID.randomUUID();

    private final WaitingMarks waiting = new WaitingMarks(2);

    @Test
    void whatWasRefusedWaitsOnceHoweverMuchMoreIsSentInIt() {
        waiting.add(reached(ADA, 1));
        waiting.takeNew(9);
        waiting.add(reached(ADA, 2));
        assertTrue(waiting.done(List.of(reached(ADA, 1))));
        waiting.add(reached(ADA, 3));
        assertFalse(waiting.hasNew());
        assertEquals(List.of(reached(ADA, 3)), waiting.takeRefused(9));
        assertFalse(waiting.done(List.of()));
    }

    @Test
    void whatWasRefusedLastIsTriedAgainLast() {
        waiting.add(reached(ADA, 1));
        waiting.add(reached(BEN, 1));
        waiting.takeNew(9);
        waiting.done(List.of(reached(BEN, 1), reached(ADA, 1)));
        assertEquals(List.of(reached(BEN, 1)), waiting.takeRefused(1));
        waiting.done(List.of(reached(BEN, 1)));
        assertEquals(List.of(reached(ADA, 1), reached(BEN, 1)), waiting.takeRefused(9));
    }

    @Test
    void noMoreWaitThanMayThoughSomeWereRefused() {
        waiting.add(reached(ADA, 1));
        waiting.takeNew(9);
        waiting.add(reached(BEN, 1));
        waiting.done(List.of(reached(ADA, 1)));
        assertFalse(waiting.add(reached(EVE, 1)));
        assertTrue(waiting.add(reached(ADA, 2)));
        waiting.takeNew(9);
        assertTrue(waiting.add(reached(EVE, 1)));
        waiting.done(List.of(reached(BEN, 1)));
        assertEquals(0, waiting.upTo(SHOP, BEN), "there was no room");
        waiting.close();
        assertFalse(waiting.add(reached(ADA, 3)));
        assertEquals(List.of(reached(EVE, 1), reached(ADA, 2)), waiting.takeNew(9));
    }

    @Test
    void whatNobodyCouldMarkAtOnceWaitsIfThereIsRoomByThen() {
        waiting.add(reached(ADA, 1));
        waiting.add(reached(BEN, 1));
        assertFalse(waiting.add(reached(EVE, 1)));
        assertFalse(waiting.refused(List.of(reached(EVE, 1))), "there was no room");
        assertEquals(List.of(reached(ADA, 1)), waiting.takeNew(1));
        assertTrue(waiting.refused(List.of(reached(EVE, 1))));
        assertEquals(1, waiting.upTo(SHOP, ADA), "it is in hand still");
        waiting.done(List.of());
        assertEquals(List.of(reached(EVE, 1)), waiting.takeRefused(9));
    }

    @Test
    void itIsKnownUpToWhereUntilThatIsMarked() {
        waiting.add(reached(ADA, 4));
        assertEquals(4, waiting.upTo(SHOP, ADA));
        waiting.takeNew(9);
        assertEquals(4, waiting.upTo(SHOP, ADA));
        waiting.add(reached(ADA, 2));
        assertEquals(4, waiting.upTo(SHOP, ADA));
        waiting.done(List.of());
        assertEquals(2, waiting.upTo(SHOP, ADA));
        assertEquals(0, waiting.upTo(SHOP, BEN));
    }

    private static Reached reached(UUID conversation, long upTo) {
        return new Reached(SHOP, conversation, upTo);
    }
}
