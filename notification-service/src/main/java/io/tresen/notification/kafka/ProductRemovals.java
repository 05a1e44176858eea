package io.tresen.notification.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.tresen.contracts.Topics;
import io.tresen.messaging.inbox.Consumers;
import io.tresen.messaging.inbox.EventProcess;
import io.tresen.messaging.time.BusinessClock;
import io.tresen.notification.Subscriptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Ends the subscriptions of a product that was removed. */
@ApplicationScoped
public class ProductRemovals {

    private final EventProcess process;

    ProductRemovals(Consumers consumers, Subscriptions subscriptions, BusinessClock clock) {
        process = consumers
                .process("notification.removals", Topics.CATALOG_PRODUCT)
                .onTombstone(
                        "ProductRemoved",
                        (tx, event, none) -> subscriptions.productRemoved(
                                tx, event.businessId(), event.key(), clock.now().truncatedTo(ChronoUnit.MILLIS)))
                .open();
    }

    @Incoming("product-removals")
    @Blocking
    public void consume(ConsumerRecords<byte[], byte[]> records) {
        process.consume(records);
    }
}
