package io.tresen.notification.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.tresen.contracts.Topics;
import io.tresen.contracts.chat.v1.ShopperChanged;
import io.tresen.messaging.inbox.Consumers;
import io.tresen.messaging.inbox.EventCopy;
import io.tresen.messaging.inbox.EventThreads;
import io.tresen.notification.Shoppers;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Keeps the copy of the chat's shoppers. */
@ApplicationScoped
public class ShopperCopy {

    private final EventCopy copy;

    ShopperCopy(Consumers consumers, Shoppers shoppers) {
        copy = consumers
                .copy("notification.shoppers", Topics.CHAT_SHOPPER, "shopper_copy")
                .on(
                        ShopperChanged.class,
                        (tx, event, it) -> shoppers.copy(
                                tx,
                                it.getBusinessId(),
                                it.getShopperId(),
                                it.getConversationIds(),
                                it.getMarketingAllowed(),
                                event.sequence()))
                .open();
    }

    @Incoming("shopper-copy")
    @Blocking(EventThreads.POOL)
    public void consume(ConsumerRecords<byte[], byte[]> records) {
        copy.consume(records);
    }
}
