package io.tresen.order.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.tresen.contracts.Topics;
import io.tresen.contracts.catalog.v1.ProductChanged;
import io.tresen.contracts.common.v1.Visibility;
import io.tresen.messaging.inbox.Consumers;
import io.tresen.messaging.inbox.EventCopy;
import io.tresen.messaging.inbox.EventThreads;
import io.tresen.order.Product;
import io.tresen.order.Products;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Keeps the copy of the catalog's products. */
@ApplicationScoped
public class ProductTopic {

    private final EventCopy copy;

    ProductTopic(Consumers consumers, Products products) {
        copy = consumers
                .copy("order.products", Topics.CATALOG_PRODUCT, "product_copy")
                .on(
                        ProductChanged.class,
                        (tx, event, it) -> products.put(tx, it.getBusinessId(), product(it), event.sequence()))
                .onTombstone(
                        "ProductRemoved",
                        (tx, event, none) -> products.remove(
                                tx, event.businessId(), event.key(), event.aggregateVersion(), event.sequence()))
                .open();
    }

    @Incoming("catalog-product")
    @Blocking(EventThreads.POOL)
    public void consume(ConsumerRecords<byte[], byte[]> records) {
        copy.consume(records);
    }

    private static Product product(ProductChanged it) {
        return new Product(
                it.getProductId(),
                it.getRetailerId(),
                it.getVersion(),
                it.getTitle(),
                Words.money(it.getPrice()),
                it.getSalePrice() == null ? null : Words.money(it.getSalePrice()),
                it.getSalePriceFrom(),
                it.getSalePriceTo(),
                Words.kind(it.getKind()),
                it.getVisibility() == Visibility.VISIBLE,
                it.getCounted(),
                it.getTaxClass(),
                false);
    }
}
