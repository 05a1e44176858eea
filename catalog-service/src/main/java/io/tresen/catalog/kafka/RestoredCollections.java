package io.tresen.catalog.kafka;

import io.tresen.catalog.ProductCollections;
import io.tresen.contracts.Topic;
import io.tresen.contracts.Topics;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.inbox.Retelling;
import io.tresen.messaging.time.BusinessClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;

/** After a restore: collections as they stand here, for whoever was told otherwise. */
@ApplicationScoped
public class RestoredCollections implements Retelling {

    private final ProductCollections collections;
    private final BusinessClock clock;

    RestoredCollections(ProductCollections collections, BusinessClock clock) {
        this.collections = collections;
        this.clock = clock;
    }

    @Override
    public Topic topic() {
        return Topics.CATALOG_COLLECTION;
    }

    @Override
    public int tellAgain(Tx tx, UUID businessId, Map<UUID, Long> keys) {
        return collections.tellAgain(tx, businessId, keys, clock.now());
    }
}
