package io.tresen.payment.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.tresen.contracts.Topics;
import io.tresen.contracts.chat.v1.ShopperChanged;
import io.tresen.messaging.inbox.Consumers;
import io.tresen.messaging.inbox.EventCopy;
import io.tresen.messaging.inbox.EventThreads;
import io.tresen.payment.wallet.Shoppers;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Copies {@code chat.shopper.v1}. */
@ApplicationScoped
public class ShopperTopic {

    private final EventCopy copy;

    ShopperTopic(Consumers consumers, Shoppers shoppers) {
        copy = consumers
                .copy("payment.shoppers", Topics.CHAT_SHOPPER, "shopper_copy")
                .on(
                        ShopperChanged.class,
                        (tx, event, it) -> shoppers.put(tx, it.getBusinessId(), it.getShopperId(), event.sequence()))
                .open();
    }

    /** Takes a poll. */
    @Incoming("chat-shopper")
    @Blocking(EventThreads.POOL)
    public void consume(ConsumerRecords<byte[], byte[]> records) {
        copy.consume(records);
    }
}
