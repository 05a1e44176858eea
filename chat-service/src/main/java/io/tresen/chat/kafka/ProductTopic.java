package io.tresen.chat.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.tresen.chat.ProductCopies;
import io.tresen.contracts.Topics;
import io.tresen.contracts.catalog.v1.ProductChanged;
import io.tresen.contracts.common.v1.ProductKind;
import io.tresen.contracts.common.v1.Visibility;
import io.tresen.messaging.inbox.Consumers;
import io.tresen.messaging.inbox.EventCopy;
import io.tresen.messaging.inbox.EventThreads;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The copy of the catalog's products. */
@ApplicationScoped
public class ProductTopic {

    private final EventCopy copy;

    ProductTopic(Consumers consumers, ProductCopies copies) {
        copy = consumers
                .copy("chat.products", Topics.CATALOG_PRODUCT, "product_copy")
                .on(
                        ProductChanged.class,
                        (tx, event, product) -> copies.product(tx, event.sequence(), snapshot(product)))
                .onTombstone(
                        "ProductRemoved", (tx, event, none) -> copies.productRemoved(tx, event.sequence(), event.key()))
                .open();
    }

    @Incoming("product-copy")
    @Blocking(EventThreads.POOL)
    public void consume(ConsumerRecords<byte[], byte[]> records) {
        copy.consume(records);
    }

    private static ProductCopies.Snapshot snapshot(ProductChanged product) {
        return new ProductCopies.Snapshot(
                product.getProductId(),
                product.getBusinessId(),
                product.getRetailerId(),
                product.getVersion(),
                product.getTitle(),
                product.getDescription(),
                product.getPrice().getAmountMinor(),
                product.getPrice().getCurrency(),
                product.getSalePrice() == null ? null : product.getSalePrice().getAmountMinor(),
                product.getSalePriceFrom(),
                product.getSalePriceTo(),
                product.getCategory(),
                product.getAttributes(),
                product.getKind() == ProductKind.SERVICE,
                product.getVisibility() != Visibility.HIDDEN,
                product.getImageUrl(),
                product.getCounted(),
                product.getTaxClass());
    }
}
