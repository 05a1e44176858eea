package io.tresen.notification.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.tresen.contracts.Topics;
import io.tresen.contracts.catalog.v1.ProductChanged;
import io.tresen.messaging.inbox.Consumers;
import io.tresen.messaging.inbox.EventProcess;
import io.tresen.messaging.inbox.EventThreads;
import io.tresen.messaging.time.BusinessClock;
import io.tresen.notification.Subscriptions;
import io.tresen.notification.Waves;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Ends the subscriptions of a product that was removed, and tells waves of one that is not counted: until it is, no
 * availability event says that it can be had.
 */
@ApplicationScoped
public class ProductWaves {

    private final EventProcess process;

    ProductWaves(Consumers consumers, Subscriptions subscriptions, Waves waves, BusinessClock clock) {
        process = consumers
                .process("notification.product-waves", Topics.CATALOG_PRODUCT)
                .on(
                        ProductChanged.class,
                        (tx, event, it) -> waves.counted(
                                tx,
                                it.getBusinessId(),
                                it.getProductId(),
                                it.getCounted(),
                                clock.now().truncatedTo(ChronoUnit.MILLIS)))
                .onTombstone(
                        "ProductRemoved",
                        (tx, event, none) -> subscriptions.productRemoved(
                                tx, event.businessId(), event.key(), clock.now().truncatedTo(ChronoUnit.MILLIS)))
                .open();
    }

    @Incoming("product-waves")
    @Blocking(EventThreads.POOL)
    public void consume(ConsumerRecords<byte[], byte[]> records) {
        process.consume(records);
    }
}
