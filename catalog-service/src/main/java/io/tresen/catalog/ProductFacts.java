package io.tresen.catalog;

import io.tresen.messaging.Money;
import java.time.Instant;
import java.util.SortedMap;

/**
 * What a shop says about a product. Two equal ones are the same product state, so a repeat changes nothing.
 *
 * @param description plain text, "" when there is none
 * @param sale null when there is no sale
 * @param itemGroupId variants of one thing share it; null for a product without variants
 * @param attributes colour, size and the like of a variant
 */
public record ProductFacts(
        String title,
        String description,
        Money price,
        Sale sale,
        String brand,
        String category,
        String itemGroupId,
        SortedMap<String, String> attributes,
        ProductKind kind,
        Visibility visibility,
        String imageUrl,
        String taxClass) {

    /** What it costs at that moment of business time. */
    public Money priceAt(Instant businessTime) {
        return sale != null && sale.holdsAt(businessTime) ? new Money(sale.priceMinor(), price.currency()) : price;
    }
}
