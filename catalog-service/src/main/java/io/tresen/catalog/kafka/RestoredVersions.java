package io.tresen.catalog.kafka;

import io.tresen.catalog.Products;
import io.tresen.contracts.Topics;
import io.tresen.contracts.catalog.v1.ProductChanged;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.inbox.RestoreTask;
import io.tresen.messaging.inbox.ToldEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Versions that were told after the backup go on from there: carts and orders wait for a product's, waiting lists for that of what
 * can be had, which is never higher than its event's sequence.
 */
@ApplicationScoped
public class RestoredVersions implements RestoreTask {

    private final Products products;

    RestoredVersions(Products products) {
        this.products = products;
    }

    @Override
    public void told(Tx tx, List<ToldEvent> events) {
        events.stream()
                .filter(told -> told.event().topic().equals(Topics.CATALOG_PRODUCT.name()))
                .forEach(told -> products.reachVersion(
                        tx, told.event().businessId(), told.event().key(), version(told)));
        events.stream()
                .map(ToldEvent::event)
                .filter(event -> event.topic().equals(Topics.CATALOG_AVAILABILITY.name()))
                .forEach(event -> products.reachAvailability(tx, event.businessId(), event.key(), event.sequence()));
    }

    private static long version(ToldEvent told) {
        return told.raw().value() == null
                ? told.event().aggregateVersion()
                : told.as(ProductChanged.class).getVersion();
    }
}
