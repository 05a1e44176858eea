package io.tresen.catalog;

import io.tresen.messaging.Money;
import java.util.TreeMap;

/** What shops say about products, for tests. */
final class Facts {

    private Facts() {}

    /** A visible good that costs 1.00 EUR, of which nothing else is said. */
    static ProductFacts of(String title) {
        return new ProductFacts(
                title,
                "",
                new Money(100, "EUR"),
                null,
                null,
                null,
                null,
                new TreeMap<>(),
                ProductKind.GOODS,
                Visibility.VISIBLE,
                null,
                null);
    }
}
