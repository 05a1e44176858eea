package io.tresen.catalog;

import java.time.Instant;

/**
 * A lower price for a time.
 *
 * @param priceMinor in minor units of the product's currency
 * @param from first moment that it holds; null = already
 * @param to first moment that it no longer holds; null = open
 */
public record Sale(long priceMinor, Instant from, Instant to) {

    /** True from {@code from} up to, not including, {@code to}. */
    public boolean holdsAt(Instant businessTime) {
        return (from == null || !businessTime.isBefore(from)) && (to == null || businessTime.isBefore(to));
    }
}
