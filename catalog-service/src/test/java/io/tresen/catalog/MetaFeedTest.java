package io.tresen.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tresen.catalog.Businesses.Sign;
import io.tresen.messaging.Money;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MetaFeedTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final Instant JULY = Instant.parse("2026-07-01T00:00:00Z");

    private static List<String> row(ProductFacts facts, Shelf shelf) {
        Product product = new Product(new UUID(0, 1), new UUID(0, 2), "cup", 1, 1, false, facts, shelf, NOW);
        return MetaFeed.row(
                product, new Sign("tea", "Teeladen"), "https://shop.example", "https://shop.example/c", NOW);
    }

    private static ProductFacts facts(Money price, Sale sale, String brand, String picture, String group) {
        return new ProductFacts(
                "Cup",
                "",
                price,
                sale,
                brand,
                null,
                group,
                new TreeMap<>(),
                ProductKind.GOODS,
                Visibility.VISIBLE,
                picture,
                null);
    }

    private static final Shelf ONE = new Shelf(1, 0, true, false, 1, null);

    @Test
    void aProductSaysAllThatMetaRequires() {
        assertEquals(
                List.of(
                        "cup",
                        "Cup",
                        "Cup",
                        "in stock",
                        "new",
                        "9.90 EUR",
                        "https://shop.example/c",
                        "https://shop.example/p/cup.jpg",
                        "Teeladen",
                        "",
                        "",
                        ""),
                row(facts(new Money(990, "EUR"), null, null, "/p/cup.jpg", null), ONE));
    }

    @Test
    void whatIsReservedIsOutOfStockAndWhatIsNotCountedIsThere() {
        ProductFacts facts = facts(new Money(990, "JPY"), null, "Kyoto", null, "cups");
        List<String> reserved = row(facts, new Shelf(1, 1, true, false, 1, null));
        assertEquals("out of stock", reserved.get(3));
        assertEquals("990 JPY", reserved.get(5));
        assertEquals("", reserved.get(7));
        assertEquals("Kyoto", reserved.get(8));
        assertEquals("cups", reserved.get(11));
        assertEquals(
                "in stock", row(facts, new Shelf(0, 0, false, false, 1, null)).get(3));
    }

    @Test
    void aSaleHasBothItsEnds() {
        Money price = new Money(990, "EUR");
        assertEquals(
                "2026-06-01T12:00+00:00/2026-07-01T00:00+00:00",
                sale(price, new Sale(500, NOW, JULY)).get(10));
        assertEquals(
                "2026-06-01T12:00+00:00/2026-07-01T00:00+00:00",
                sale(price, new Sale(500, null, JULY)).get(10));
        assertEquals(
                "2026-07-01T00:00+00:00/2099-12-31T23:59+00:00",
                sale(price, new Sale(500, JULY, null)).get(10));
        assertEquals("", sale(price, new Sale(500, null, null)).get(10));
        assertEquals("5.00 EUR", sale(price, new Sale(500, null, null)).get(9));
        Instant over = Instant.parse("2026-05-01T00:00:00Z");
        assertEquals(
                "2026-04-30T23:59+00:00/2026-05-01T00:00+00:00",
                sale(price, new Sale(500, null, over)).get(10));
    }

    private static List<String> sale(Money price, Sale sale) {
        return row(facts(price, sale, null, null, null), ONE);
    }
}
