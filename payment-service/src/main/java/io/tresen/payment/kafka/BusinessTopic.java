package io.tresen.payment.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.tresen.contracts.Topics;
import io.tresen.contracts.chat.v1.BusinessChanged;
import io.tresen.contracts.common.v1.PaymentMethod;
import io.tresen.messaging.inbox.Consumers;
import io.tresen.messaging.inbox.EventCopy;
import io.tresen.messaging.inbox.EventThreads;
import io.tresen.payment.Businesses;
import io.tresen.payment.Businesses.Business;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Copies {@code chat.business.v1}. */
@ApplicationScoped
public class BusinessTopic {

    private final EventCopy copy;

    BusinessTopic(Consumers consumers, Businesses businesses) {
        copy = consumers
                .copy("payment.businesses", Topics.CHAT_BUSINESS, "business_copy")
                .on(BusinessChanged.class, (tx, event, value) -> businesses.put(tx, business(value), event.sequence()))
                .open();
    }

    /** Takes a poll. */
    @Incoming("chat-business")
    @Blocking(EventThreads.POOL)
    public void consume(ConsumerRecords<byte[], byte[]> records) {
        copy.consume(records);
    }

    private static Business business(BusinessChanged value) {
        return new Business(
                value.getBusinessId(),
                value.getName(),
                value.getHandle(),
                value.getCountry(),
                value.getCurrency(),
                value.getLanguage(),
                value.getPaymentMethods().stream()
                        .filter(method -> method != PaymentMethod.UNKNOWN)
                        .map(method -> io.tresen.payment.PaymentMethod.valueOf(method.name()))
                        .collect(Collectors.toUnmodifiableSet()));
    }
}
