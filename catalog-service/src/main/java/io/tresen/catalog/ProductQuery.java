package io.tresen.catalog;

import java.time.Instant;

/**
 * What a caller looks for; null fields don't narrow.
 *
 * @param words free text, German or English, misspelt or not
 * @param category this one or one below it ({@code "Clothing"} finds {@code "Clothing > Shirts"})
 * @param minPrice in minor units, inclusive, of the price at {@code at}
 * @param maxPrice in minor units, inclusive
 * @param collection slug
 * @param visibleOnly what shoppers see
 * @param at business time that decides about sales
 */
public record ProductQuery(
        String words,
        String category,
        Long minPrice,
        Long maxPrice,
        String collection,
        boolean visibleOnly,
        Instant at) {}
