package io.tresen.notification.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.tresen.contracts.Topics;
import io.tresen.contracts.chat.v1.BusinessChanged;
import io.tresen.messaging.inbox.Consumers;
import io.tresen.messaging.inbox.EventCopy;
import io.tresen.messaging.inbox.EventThreads;
import io.tresen.notification.Businesses;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Keeps the copy of the chat's businesses. */
@ApplicationScoped
public class BusinessCopy {

    private final EventCopy copy;

    BusinessCopy(Consumers consumers, Businesses businesses) {
        copy = consumers
                .copy("notification.businesses", Topics.CHAT_BUSINESS, "business_copy")
                .on(
                        BusinessChanged.class,
                        (tx, event, it) -> businesses.copy(
                                tx, it.getBusinessId(), it.getHandle(), it.getLanguage(), event.sequence()))
                .open();
    }

    @Incoming("business-copy")
    @Blocking(EventThreads.POOL)
    public void consume(ConsumerRecords<byte[], byte[]> records) {
        copy.consume(records);
    }
}
