package io.tresen.notification.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.tresen.contracts.Topics;
import io.tresen.contracts.catalog.v1.ProductChanged;
import io.tresen.contracts.common.v1.Visibility;
import io.tresen.messaging.inbox.Consumers;
import io.tresen.messaging.inbox.EventCopy;
import io.tresen.messaging.inbox.EventThreads;
import io.tresen.notification.Products;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Keeps the copy of the catalog's products. Ends no subscription: that is {@link ProductWaves}. */
@ApplicationScoped
public class ProductCopy {

    private final EventCopy copy;

    ProductCopy(Consumers consumers, Products products) {
        copy = consumers
                .copy("notification.products", Topics.CATALOG_PRODUCT, "product_copy")
                .on(
                        ProductChanged.class,
                        (tx, event, it) -> products.copy(
                                tx,
                                it.getBusinessId(),
                                it.getProductId(),
                                it.getRetailerId(),
                                it.getVisibility() == Visibility.VISIBLE,
                                it.getCounted(),
                                event.sequence()))
                .onTombstone(
                        "ProductRemoved",
                        (tx, event, none) -> products.removed(tx, event.businessId(), event.key(), event.sequence()))
                .open();
    }

    @Incoming("product-copy")
    @Blocking(EventThreads.POOL)
    public void consume(ConsumerRecords<byte[], byte[]> records) {
        copy.consume(records);
    }
}
