package io.tresen.payment.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tresen.messaging.RejectedException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final Turns turns = new Turns(3, 1);

    @Test
    void aShopperWhoHasTheirTurnKeepsNobodyElseOut() {
        UUID anna = UUID.randomUUID();
        String done = turns.take(anna, () -> {
            assertThrows(RejectedException.class, () -> turns.take(anna, () -> "again"));
            // whoever they are: two in 128 are alike in what a hash tells of them
            for (int i = 1; i <= 1_000; i++) {
                UUID other = new UUID(anna.getMostSignificantBits(), anna.getLeastSignificantBits() ^ i);
                assertEquals("other", turns.take(other, () -> "other"));
            }
            return "done";
        });
        assertEquals("done", done);
    }

    @Test
    void nothingIsKeptOfWhoHasGone() {
        UUID anna = UUID.randomUUID();
        turns.take(anna, () -> {
            assertThrows(RejectedException.class, () -> turns.take(anna, () -> "again"));
            assertEquals(1, turns.lines());
            return 1;
        });
        assertThrows(
                IllegalStateException.class,
                () -> turns.take(anna, () -> {
                    throw new IllegalStateException();
                }));
        assertEquals(0, turns.lines());
        assertEquals("again", turns.take(anna, () -> "again"));
    }
}
