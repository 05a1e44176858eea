package io.tresen.catalog;

import io.tresen.messaging.Ids;
import java.util.List;
import java.util.UUID;

/**
 * Products that a shop put together by hand.
 *
 * @param slug its name in addresses and choices: [a-z0-9-], 1 to 60 characters
 * @param retailerIds in the shop's order; may name products that are not there (yet, or any more)
 */
public record ProductCollection(
        UUID businessId, String slug, long version, boolean removed, String title, List<String> retailerIds) {

    /** The same collection of other products. */
    ProductCollection naming(List<String> others) {
        return new ProductCollection(businessId, slug, version, removed, title, others);
    }

    /** uuid5(business id, "collection:" + slug). */
    public UUID id() {
        return Ids.v5(businessId, "collection:" + slug);
    }
}
