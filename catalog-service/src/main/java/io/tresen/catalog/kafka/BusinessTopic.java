package io.tresen.catalog.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.tresen.catalog.Businesses;
import io.tresen.contracts.Topics;
import io.tresen.contracts.chat.v1.BusinessChanged;
import io.tresen.messaging.inbox.Consumers;
import io.tresen.messaging.inbox.EventCopy;
import io.tresen.messaging.inbox.EventThreads;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Keeps this service's copy of the businesses. */
@ApplicationScoped
public class BusinessTopic {

    private final EventCopy copy;

    BusinessTopic(Consumers consumers, Businesses businesses) {
        copy = consumers
                .copy("catalog.businesses", Topics.CHAT_BUSINESS, "business_copy")
                .on(
                        BusinessChanged.class,
                        (tx, event, business) -> businesses.heard(
                                tx,
                                event.key(),
                                business.getCountry(),
                                business.getCurrency(),
                                business.getLanguage(),
                                business.getHandle(),
                                business.getName(),
                                event.sequence()))
                .open();
    }

    @Incoming("chat-business")
    @Blocking(EventThreads.POOL)
    public void consume(ConsumerRecords<byte[], byte[]> records) {
        copy.consume(records);
    }
}
