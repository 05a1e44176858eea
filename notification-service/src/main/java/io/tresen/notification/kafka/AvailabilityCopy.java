package io.tresen.notification.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.tresen.contracts.Topics;
import io.tresen.contracts.catalog.v1.AvailabilityChanged;
import io.tresen.contracts.catalog.v1.ProductBackInStock;
import io.tresen.contracts.catalog.v1.ProductSoldOut;
import io.tresen.messaging.inbox.Consumers;
import io.tresen.messaging.inbox.EventCopy;
import io.tresen.messaging.inbox.EventThreads;
import io.tresen.notification.Availabilities;
import io.tresen.notification.Availability;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Keeps the copy of what is available. Starts nothing: that is {@link AvailabilityWaves}. */
@ApplicationScoped
public class AvailabilityCopy {

    private final EventCopy copy;

    AvailabilityCopy(Consumers consumers, Availabilities availabilities) {
        copy = consumers
                .copy("notification.availability", Topics.CATALOG_AVAILABILITY, "availability_copy")
                .on(
                        ProductSoldOut.class,
                        (tx, event, it) -> availabilities.copy(
                                tx,
                                it.getBusinessId(),
                                it.getProductId(),
                                new Availability(it.getAvailable(), it.getVersion()),
                                event.sequence()))
                .on(
                        ProductBackInStock.class,
                        (tx, event, it) -> availabilities.copy(
                                tx,
                                it.getBusinessId(),
                                it.getProductId(),
                                new Availability(it.getAvailable(), it.getVersion()),
                                event.sequence()))
                .on(
                        AvailabilityChanged.class,
                        (tx, event, it) -> availabilities.copy(
                                tx,
                                it.getBusinessId(),
                                it.getProductId(),
                                new Availability(it.getAvailable(), it.getVersion()),
                                event.sequence()))
                .open();
    }

    @Incoming("availability-copy")
    @Blocking(EventThreads.POOL)
    public void consume(ConsumerRecords<byte[], byte[]> records) {
        copy.consume(records);
    }
}
