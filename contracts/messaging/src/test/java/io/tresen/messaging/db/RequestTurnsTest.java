package io.tresen.messaging.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.messaging.db.RequestTurns.Turn;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two turns, and two that may wait. On real connections: RequestTurnsIT. */
class RequestTurnsTest {

    private final RequestTurns turns = RequestTurns.of("request", 2, 2);
    private final Turn first = turns.ask();
    private final Turn second = turns.ask();
    private final Turn third = turns.ask();
    private final Turn fourth = turns.ask();

    @Test
    void soManyBeginAtOnceAndTheOthersInTheirOrder() {
        assertEquals(List.of(true, true, false, false), begun());
        second.end();
        assertEquals(List.of(true, true, true, false), begun());
        third.end();
        assertEquals(List.of(true, true, true, true), begun());
        assertEquals(2, turns.held());
    }

    @Test
    void whoComesWhenTooManyWaitIsRefusedUntilOneGoes() {
        assertEquals(
                "All 2 request connections are in use, and 2 more wait",
                assertThrows(NoTurn.class, turns::ask).getMessage());
        assertTrue(third.leave());
        assertFalse(turns.ask().begun().isDone());
    }

    @Test
    void whoHasHadATurnWaitsBehindTheOthersHoweverManyTheyAre() {
        Turn again = turns.askAgain();
        assertThrows(NoTurn.class, turns::ask);
        assertEquals(3, turns.waiting());
        List.of(first, second, third).forEach(Turn::end);
        assertTrue(again.begun().isDone());
        assertEquals(1, turns.refused());
        again.end();
        fourth.end();
        assertTrue(turns.askAgain().begun().isDone());
        assertEquals(1, turns.held());
    }

    @Test
    void whoIsRefusedIsCounted() {
        assertThrows(NoTurn.class, turns::ask);
        assertTrue(third.leave());
        third.refusal("too late");
        assertEquals(2, turns.refused());
    }

    @Test
    void whoHasLeftIsPassedOver() {
        assertTrue(third.leave());
        third.end();
        assertEquals(List.of(true, true, false, false), begun());
        first.end();
        assertEquals(List.of(true, true, false, true), begun());
    }

    @Test
    void aTurnThatHasBegunCanNotBeLeftAndIsHeldUntilItEnds() {
        first.end();
        assertFalse(third.leave());
        assertEquals(2, turns.held());
        third.end();
        assertTrue(fourth.begun().isDone());
    }

    @Test
    void endingTwiceGivesBackOne() {
        first.end();
        first.end();
        assertEquals(List.of(true, true, true, false), begun());
        third.end();
        fourth.end();
        fourth.end();
        assertEquals(1, turns.held());
    }

    @Test
    void whenAllHaveEndedAllAreFree() {
        List.of(fourth, first, third, second).forEach(Turn::end);
        assertEquals(0, turns.held());
        assertEquals(0, turns.waiting());
        assertTrue(turns.ask().begun().isDone());
        assertTrue(turns.ask().begun().isDone());
        assertFalse(turns.ask().begun().isDone());
    }

    @Test
    void aTurnBeginsOutsideTheLockSoThatWhatHangsOnItMayEndIt() {
        List<String> order = new ArrayList<>();
        third.begun().thenRun(() -> {
            order.add("third");
            third.end();
        });
        fourth.begun().thenRun(() -> order.add("fourth"));
        first.end();
        assertEquals(List.of("third", "fourth"), order);
    }

    @Test
    void whoNeedsNoneHasOneAndTakesNone() {
        assertTrue(Turn.FREE.begun().isDone());
        assertFalse(Turn.FREE.leave());
        Turn.FREE.end();
        assertTrue(Turn.FREE.begun().isDone());
        assertEquals(2, turns.held());
    }

    @Test
    void settingsThatLeaveNoConnectionToEventsAreRefusedByName() {
        RequestTurns news = RequestTurns.of("news", 3, 0);
        String both = "tresen.db.request-connections is 17 and tresen.db.news-connections is 3: ";
        assertNames(both, () -> RequestTurns.of("request", 17, 200).leaveSome(news, 20));
        RequestTurns.of("request", 16, 200).leaveSome(news, 20);
        assertNames("tresen.db.request-connections is 0", () -> RequestTurns.of("request", 0, 200));
        assertNames("tresen.db.news-connections is 0", () -> RequestTurns.of("news", 0, 50));
        assertNames("tresen.db.news-waiting is -1", () -> RequestTurns.of("news", 3, -1));
    }

    private static void assertNames(String setting, Runnable making) {
        String message = assertThrows(IllegalStateException.class, making::run).getMessage();
        assertTrue(message.startsWith(setting), message);
    }

    private List<Boolean> begun() {
        return List.of(first, second, third, fourth).stream()
                .map(turn -> turn.begun().isDone())
                .toList();
    }
}
