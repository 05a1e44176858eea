package io.tresen.catalog.kafka;

import io.tresen.catalog.Products;
import io.tresen.contracts.Topic;
import io.tresen.contracts.Topics;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.inbox.Retelling;
import io.tresen.messaging.time.BusinessClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;

/** After a restore: what can be had here, for whoever was told otherwise. */
@ApplicationScoped
public class RestoredAvailability implements Retelling {

    private final Products products;
    private final BusinessClock clock;

    RestoredAvailability(Products products, BusinessClock clock) {
        this.products = products;
        this.clock = clock;
    }

    @Override
    public Topic topic() {
        return Topics.CATALOG_AVAILABILITY;
    }

    @Override
    public int tellAgain(Tx tx, UUID businessId, Map<UUID, Long> keys) {
        return products.tellAvailabilityAgain(tx, businessId, keys, clock.now());
    }
}
