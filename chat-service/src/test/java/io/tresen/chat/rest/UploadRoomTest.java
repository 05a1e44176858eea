package io.tresen.chat.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tresen.messaging.RejectedException;
import io.tresen.messaging.rest.Crowded;
import org.junit.jupiter.api.Test;

/** How many uploads come in at a time. */
class UploadRoomTest {

    private final UploadRoom room = new UploadRoom();

    /** As many at once from that network as there is room for, and then what comes then. */
    private int within(String network, int already, Runnable then) {
        try {
            return room.comingIn(network, () -> within(network, already + 1, then));
        } catch (RejectedException full) {
            assertEquals(503, full.rejection().status());
            assertEquals(Crowded.at("uploads"), full.rejection());
            then.run();
            return already;
        }
    }

    @Test
    void oneNetworkHasItsPartAndAllTogetherAreBounded() {
        int[] others = new int[4];
        others[0] = within(
                "a",
                0,
                () -> others[1] = within(
                        "b",
                        0,
                        () -> others[2] = within(
                                "c",
                                0,
                                () -> others[3] = within(
                                        "d",
                                        0,
                                        () -> assertThrows(
                                                RejectedException.class, () -> room.comingIn("e", () -> 1))))));
        assertEquals(12, others[0]);
        assertEquals(12, others[1]);
        assertEquals(12, others[2]);
        assertEquals(12, others[3]);
        assertEquals(1, room.comingIn("a", () -> 1), "whoever is done makes room");
    }

    @Test
    void whatFailsMakesRoomToo() {
        for (int i = 0; i < 100; i++) {
            assertThrows(
                    IllegalStateException.class,
                    () -> room.comingIn("a", () -> {
                        throw new IllegalStateException("no");
                    }));
            assertThrows(
                    IllegalStateException.class,
                    () -> room.keeping(() -> {
                        throw new IllegalStateException("no");
                    }));
        }
        assertEquals(1, room.<Integer>keeping(() -> room.comingIn("a", () -> 1)));
    }
}
