package io.tresen.order.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.tresen.contracts.Topics;
import io.tresen.contracts.chat.v1.BusinessChanged;
import io.tresen.messaging.inbox.Consumers;
import io.tresen.messaging.inbox.EventCopy;
import io.tresen.messaging.inbox.EventThreads;
import io.tresen.order.Business;
import io.tresen.order.Businesses;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Keeps the copy of the shops. */
@ApplicationScoped
public class BusinessTopic {

    private final EventCopy copy;

    BusinessTopic(Consumers consumers, Businesses businesses) {
        copy = consumers
                .copy("order.businesses", Topics.CHAT_BUSINESS, "business_copy")
                .on(BusinessChanged.class, (tx, event, it) -> businesses.put(tx, business(it), event.sequence()))
                .open();
    }

    @Incoming("chat-business")
    @Blocking(EventThreads.POOL)
    public void consume(ConsumerRecords<byte[], byte[]> records) {
        copy.consume(records);
    }

    /** A payment method that this version does not know is left out. */
    private static Business business(BusinessChanged it) {
        return new Business(
                it.getBusinessId(),
                it.getName(),
                it.getCountry(),
                it.getCurrency(),
                it.getLanguage(),
                it.getPaymentMethods().stream()
                        .map(Words::method)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()));
    }
}
