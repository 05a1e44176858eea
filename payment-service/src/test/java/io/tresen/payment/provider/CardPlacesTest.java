package io.tresen.payment.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tresen.messaging.RejectedException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CardPlacesTest {

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final CardPlaces places = new CardPlaces(metrics, 5);
    private final UUID shop = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();

    @Test
    void oneShopHasHalfOfThePlacesAndOthersTheRest() {
        CardPlaces.Place first = taken(shop);
        taken(shop);
        taken(shop);
        assertRefused(shop);
        taken(other);
        taken(other);
        assertEquals(5, places.held());
        assertRefused(UUID.randomUUID());
        assertEquals(
                2, metrics.get("tresen.payment.card.places.refused").counter().count());
        first.close();
        assertEquals(4, metrics.get("tresen.payment.card.places.held").gauge().value());
        taken(shop);
        assertEquals(5, places.held());
    }

    @Test
    void whoTookNonePutsNoneBack() {
        taken(shop);
        places.place().close();
        CardPlaces.Place refused = places.place();
        taken(shop);
        taken(shop);
        assertThrows(RejectedException.class, () -> refused.take(shop));
        refused.close();
        assertEquals(3, places.held());
    }

    @Test
    void thereIsOneForEachShopEvenWhereThereIsOneInAll() {
        CardPlaces one = new CardPlaces(new SimpleMeterRegistry(), 1);
        one.place().take(shop);
        assertEquals(1, one.held());
        assertThrows(IllegalStateException.class, () -> new CardPlaces(metrics, 0));
    }

    private CardPlaces.Place taken(UUID business) {
        CardPlaces.Place place = places.place();
        place.take(business);
        return place;
    }

    private void assertRefused(UUID business) {
        RejectedException refusal =
                assertThrows(RejectedException.class, () -> places.place().take(business));
        assertEquals(503, refusal.rejection().status());
    }
}
