package io.tresen.chat.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.tresen.chat.ProductCopies;
import io.tresen.contracts.Topics;
import io.tresen.contracts.catalog.v1.AvailabilityChanged;
import io.tresen.contracts.catalog.v1.ProductBackInStock;
import io.tresen.contracts.catalog.v1.ProductSoldOut;
import io.tresen.messaging.inbox.Consumers;
import io.tresen.messaging.inbox.EventCopy;
import io.tresen.messaging.inbox.EventThreads;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The copy of what is available; each event carries the whole state. */
@ApplicationScoped
public class AvailabilityTopic {

    private final EventCopy copy;

    AvailabilityTopic(Consumers consumers, ProductCopies copies) {
        copy = consumers
                .copy("chat.availability", Topics.CATALOG_AVAILABILITY, "availability_copy")
                .on(
                        AvailabilityChanged.class,
                        (tx, event, it) -> copies.availability(
                                tx,
                                event.sequence(),
                                it.getBusinessId(),
                                it.getProductId(),
                                it.getAvailable(),
                                it.getVersion()))
                .on(
                        ProductSoldOut.class,
                        (tx, event, it) -> copies.availability(
                                tx,
                                event.sequence(),
                                it.getBusinessId(),
                                it.getProductId(),
                                it.getAvailable(),
                                it.getVersion()))
                .on(
                        ProductBackInStock.class,
                        (tx, event, it) -> copies.availability(
                                tx,
                                event.sequence(),
                                it.getBusinessId(),
                                it.getProductId(),
                                it.getAvailable(),
                                it.getVersion()))
                .open();
    }

    @Incoming("availability-copy")
    @Blocking(EventThreads.POOL)
    public void consume(ConsumerRecords<byte[], byte[]> records) {
        copy.consume(records);
    }
}
