package io.tresen.notification.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.tresen.contracts.Topics;
import io.tresen.contracts.catalog.v1.AvailabilityChanged;
import io.tresen.contracts.catalog.v1.ProductBackInStock;
import io.tresen.contracts.catalog.v1.ProductSoldOut;
import io.tresen.messaging.event.Event;
import io.tresen.messaging.inbox.Consumers;
import io.tresen.messaging.inbox.EventProcess;
import io.tresen.messaging.inbox.EventThreads;
import io.tresen.messaging.time.BusinessClock;
import io.tresen.notification.Availability;
import io.tresen.notification.Waves;
import io.tresen.notification.Waves.Change;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Starts waves when availability rises. Does not read the copy to find out: see the package's page on the race. */
@ApplicationScoped
public class AvailabilityWaves {

    private final EventProcess process;

    AvailabilityWaves(Consumers consumers, Waves waves, BusinessClock clock) {
        process = consumers
                .process("notification.waves", Topics.CATALOG_AVAILABILITY)
                .inBatches(
                        (tx, events) ->
                                waves.changed(tx, changes(events), clock.now().truncatedTo(ChronoUnit.MILLIS)),
                        ProductSoldOut.class,
                        ProductBackInStock.class,
                        AvailabilityChanged.class)
                .open();
    }

    @Incoming("availability-waves")
    @Blocking(EventThreads.POOL)
    public void consume(ConsumerRecords<byte[], byte[]> records) {
        process.consume(records);
    }

    private static List<Change> changes(List<Event> events) {
        return events.stream().map(event -> change(event.value())).toList();
    }

    private static Change change(SpecificRecord value) {
        if (value instanceof ProductSoldOut it) {
            return new Change(
                    it.getBusinessId(), it.getProductId(), new Availability(it.getAvailable(), it.getVersion()));
        }
        if (value instanceof ProductBackInStock it) {
            return new Change(
                    it.getBusinessId(), it.getProductId(), new Availability(it.getAvailable(), it.getVersion()));
        }
        AvailabilityChanged it = (AvailabilityChanged) value;
        return new Change(it.getBusinessId(), it.getProductId(), new Availability(it.getAvailable(), it.getVersion()));
    }
}
