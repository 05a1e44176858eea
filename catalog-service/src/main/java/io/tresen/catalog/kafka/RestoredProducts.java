package io.tresen.catalog.kafka;

import io.tresen.catalog.Products;
import io.tresen.contracts.Topic;
import io.tresen.contracts.Topics;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.inbox.Retelling;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;

/** After a restore: products as they stand here, for whoever was told otherwise. */
@ApplicationScoped
public class RestoredProducts implements Retelling {

    private final Products products;

    RestoredProducts(Products products) {
        this.products = products;
    }

    @Override
    public Topic topic() {
        return Topics.CATALOG_PRODUCT;
    }

    @Override
    public int tellAgain(Tx tx, UUID businessId, Map<UUID, Long> keys) {
        return products.tellAgain(tx, businessId, keys);
    }
}
