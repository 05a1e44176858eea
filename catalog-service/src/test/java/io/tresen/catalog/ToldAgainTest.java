package io.tresen.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Readers drop what is not above the version that they have, so a restored catalog goes on above both. */
class ToldAgainTest {

    @ParameterizedTest
    @CsvSource({"3, 7, 8", "7, 3, 8", "4, 4, 5", "0, 0, 1"})
    void whatIsToldAgainIsAboveWhatStandsHereAndAboveWhatReadersHave(long here, long told, long next) {
        Shelf shelf = new Shelf(5, 1, true, false, here, null);
        Product product = new Product(UUID.randomUUID(), UUID.randomUUID(), "tea", 1, here, false, null, shelf, null);

        assertEquals(next, product.toldAgain(told).version());
        assertEquals(new Shelf(5, 1, true, false, next, null), shelf.toldAgain(told));
    }
}
