package io.tresen.messaging.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tresen.messaging.rest.WaitingPlaces.Came;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WaitingPlacesTest {

    private final WaitingPlaces places = new WaitingPlaces(5);
    private final UUID anna = UUID.randomUUID();
    private final UUID ben = UUID.randomUUID();

    @Test
    void oneCallerHasAShareAndOthersHaveTheRest() {
        assertEquals(Came.IN, places.take(anna, 2));
        assertEquals(Came.IN, places.take(anna, 2));
        assertEquals(Came.OWN_ARE_TAKEN, places.take(anna, 2));
        assertEquals(Came.IN, places.take(ben, 2));
        places.free(anna);
        assertEquals(Came.IN, places.take(anna, 2));
        assertEquals(3, places.taken());
    }

    @Test
    void whoIsNobodyInParticularHasNoShare() {
        for (int i = 0; i < 5; i++) {
            assertEquals(Came.IN, places.take(null, 1));
        }
        assertEquals(Came.ALL_ARE_TAKEN, places.take(null, 1));
        assertEquals(Came.ALL_ARE_TAKEN, places.take(anna, 1));
        places.free(null);
        assertEquals(Came.IN, places.take(anna, 1));
    }
}
