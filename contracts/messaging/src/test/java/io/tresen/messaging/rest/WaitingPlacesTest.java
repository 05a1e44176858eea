package io.tresen.messaging.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tresen.messaging.rest.WaitingPlaces.Came;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WaitingPlacesTest {

    private final WaitingPlaces places = new WaitingPlaces(5);
    private final UUID anna = UUID.randomUUID();
    private final UUID ben = UUID.randomUUID();
    private final UUID shop = UUID.randomUUID();

    @Test
    void oneCallerHasAShareAndOthersHaveTheRest() {
        assertEquals(Came.IN, places.take(Map.of(anna, 2)));
        assertEquals(Came.IN, places.take(Map.of(anna, 2)));
        assertEquals(Came.OWN_ARE_TAKEN, places.take(Map.of(anna, 2)));
        assertEquals(Came.IN, places.take(Map.of(ben, 2)));
        places.free(Set.of(anna));
        assertEquals(Came.IN, places.take(Map.of(anna, 2)));
        assertEquals(3, places.taken());
    }

    @Test
    void whatAShopperTakesIsTheShopsToo() {
        assertEquals(Came.IN, places.take(Map.of(anna, 2, shop, 3)));
        assertEquals(Came.IN, places.take(Map.of(anna, 2, shop, 3)));
        assertEquals(Came.OWN_ARE_TAKEN, places.take(Map.of(anna, 2, shop, 3)));
        assertEquals(Came.IN, places.take(Map.of(ben, 2, shop, 3)));
        assertEquals(Came.OWN_ARE_TAKEN, places.take(Map.of(ben, 2, shop, 3)), "the shop has its share");
        places.free(Set.of(anna, shop));
        assertEquals(Came.IN, places.take(Map.of(ben, 2, shop, 3)));
    }

    @Test
    void whoIsNobodyInParticularHasNoShare() {
        for (int i = 0; i < 5; i++) {
            assertEquals(Came.IN, places.take(Map.of()));
        }
        assertEquals(Came.ALL_ARE_TAKEN, places.take(Map.of()));
        assertEquals(Came.ALL_ARE_TAKEN, places.take(Map.of(anna, 1)));
        places.free(Set.of());
        assertEquals(Came.IN, places.take(Map.of(anna, 1)));
    }
}
