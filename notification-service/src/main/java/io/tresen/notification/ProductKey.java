package io.tresen.notification;

import java.util.Collection;
import java.util.UUID;

/** A tenant's product. */
record ProductKey(UUID businessId, UUID productId) {

    static UUID[] businesses(Collection<ProductKey> products) {
        return products.stream().map(ProductKey::businessId).toArray(UUID[]::new);
    }

    static UUID[] products(Collection<ProductKey> products) {
        return products.stream().map(ProductKey::productId).toArray(UUID[]::new);
    }
}
