package io.tresen.catalog;

import java.time.Instant;
import java.util.UUID;

/**
 * A product as it stands.
 *
 * @param position place in the list, given at the first PUT and never changed
 * @param version rises by one a change of facts, removal or counting, and when it is told again after a restore
 * @param changedAt business time of that change
 */
public record Product(
        UUID businessId,
        UUID productId,
        String retailerId,
        long position,
        long version,
        boolean removed,
        ProductFacts facts,
        Shelf shelf,
        Instant changedAt) {

    Product at(long newPosition) {
        return new Product(businessId, productId, retailerId, newPosition, version, removed, facts, shelf, changedAt);
    }

    Product with(ProductFacts newFacts, Shelf newShelf, Instant now) {
        return new Product(businessId, productId, retailerId, position, version + 1, false, newFacts, newShelf, now);
    }

    Product with(Shelf newShelf) {
        return new Product(businessId, productId, retailerId, position, version, removed, facts, newShelf, changedAt);
    }

    /** The same under its next version, which is above what readers were told already. */
    Product toldAgain(long told) {
        long next = Math.max(version, told) + 1;
        return new Product(businessId, productId, retailerId, position, next, removed, facts, shelf, changedAt);
    }

    Product gone(Instant now) {
        return new Product(
                businessId, productId, retailerId, position, version + 1, true, facts, shelf.removed(true), now);
    }
}
