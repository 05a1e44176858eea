package io.tresen.messaging.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class TurnTest {

    private final List<Integer> due = new ArrayList<>(List.of(1, 2, 3));

    @Test
    void aFullRoundIsFollowedByAnotherAtOnceAndTheLastOneIsNot() {
        BooleanSupplier round =
                Turn.of(2, most -> List.copyOf(due.subList(0, Math.min(most, due.size()))), one -> due.remove(one));
        assertTrue(round.getAsBoolean());
        assertEquals(List.of(3), due);
        assertFalse(round.getAsBoolean());
        assertEquals(List.of(), due);
    }

    @Test
    void whatFailsStaysAndHoldsNobodyElseUp() {
        BooleanSupplier round = Turn.of(3, most -> List.copyOf(due), one -> {
            if (one == 1) {
                throw new IllegalStateException();
            }
            due.remove(one);
        });
        assertThrows(IllegalStateException.class, round::getAsBoolean);
        assertEquals(List.of(1), due);
    }
}
