package io.tresen.messaging.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** One endpoint that hangs or is dead costs nobody else. */
class EndpointRoomTest {

    private final EndpointRoom room = new EndpointRoom();
    private final UUID shop = UUID.randomUUID();

    @Test
    void anEndpointHasEightCallsAtATime() {
        assertNull(room.known(0).get(shop));
        for (int i = 1; i <= 8; i++) {
            room.began(shop);
            assertEquals(8 - i, room.known(0).get(shop));
        }
        assertEquals(EndpointRoom.ALL - 8, room.free());
        room.ended(shop, true, 0, ms(10));
        assertEquals(1, room.known(ms(10)).get(shop));
    }

    @Test
    void anAnswerThatSaysNoIsNoTroubleOfTheConnection() {
        room.began(shop);
        room.ended(shop, true, 0, ms(5));
        assertNull(room.known(ms(5)).get(shop));
    }

    @Test
    void afterSilenceThereIsAPauseAndThenOneCall() {
        fail(0, 100);
        assertEquals(0, room.known(ms(100)).get(shop));
        assertEquals(0, room.known(ms(349)).get(shop));
        assertEquals(1, room.known(ms(350)).get(shop));
        room.began(shop);
        assertEquals(0, room.known(ms(351)).get(shop));
    }

    @Test
    void thePauseDoublesUpToHalfAMinuteAndOneAnswerEndsIt() {
        long now = 0;
        for (int i = 0; i < 20; i++) {
            fail(now, now);
            now += 1;
        }
        assertEquals(0, room.known(ms(now + 29_990)).get(shop));
        assertEquals(1, room.known(ms(now + 30_000)).get(shop));
        room.began(shop);
        room.ended(shop, true, ms(now), ms(now));
        assertNull(room.known(ms(now)).get(shop));
    }

    @Test
    void callsThatFailTogetherAreOneFailure() {
        for (int i = 0; i < 8; i++) {
            room.began(shop);
        }
        for (int i = 0; i < 8; i++) {
            room.ended(shop, false, 0, ms(5_000 + i));
        }
        assertEquals(1, room.known(ms(5_250)).get(shop));
    }

    @Test
    void endpointsInTroubleHaveHalfOfAllCallsTogether() {
        for (int i = 0; i < 1_000; i++) {
            UUID dead = UUID.randomUUID();
            room.began(dead);
            room.ended(dead, false, 0, 0);
        }
        long turns = room.known(ms(60_000)).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        assertEquals(EndpointRoom.ALL / 2, turns);
    }

    @Test
    void anEndpointThatIsSetAnewIsTriedAtOnce() {
        fail(0, 0);
        room.forgive(shop);
        assertNull(room.known(0).get(shop));
    }

    private void fail(long begunMs, long endedMs) {
        room.began(shop);
        room.ended(shop, false, ms(begunMs), ms(endedMs));
    }

    private static long ms(long ms) {
        return TimeUnit.MILLISECONDS.toNanos(ms);
    }
}
