package io.tresen.order.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.tresen.contracts.Topics;
import io.tresen.contracts.chat.v1.ShopperChanged;
import io.tresen.messaging.inbox.Consumers;
import io.tresen.messaging.inbox.EventCopy;
import io.tresen.messaging.inbox.EventThreads;
import io.tresen.order.Shoppers;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Keeps the copy of which conversation a shopper last wrote in. */
@ApplicationScoped
public class ShopperTopic {

    private final EventCopy copy;

    ShopperTopic(Consumers consumers, Shoppers shoppers) {
        copy = consumers
                .copy("order.shoppers", Topics.CHAT_SHOPPER, "shopper_copy")
                .on(
                        ShopperChanged.class,
                        (tx, event, it) -> shoppers.put(
                                tx,
                                it.getBusinessId(),
                                it.getShopperId(),
                                it.getLatestConversationId(),
                                event.sequence()))
                .open();
    }

    @Incoming("chat-shopper")
    @Blocking(EventThreads.POOL)
    public void consume(ConsumerRecords<byte[], byte[]> records) {
        copy.consume(records);
    }
}
