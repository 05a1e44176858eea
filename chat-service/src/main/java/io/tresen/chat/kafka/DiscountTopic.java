package io.tresen.chat.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.tresen.chat.ShopRules;
import io.tresen.contracts.Topics;
import io.tresen.contracts.order.v1.DiscountChanged;
import io.tresen.costs.Discount;
import io.tresen.messaging.inbox.Consumers;
import io.tresen.messaging.inbox.EventCopy;
import io.tresen.messaging.inbox.EventThreads;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The copy of shops' discount codes. */
@ApplicationScoped
public class DiscountTopic {

    private final EventCopy copy;

    DiscountTopic(Consumers consumers, ShopRules rules) {
        copy = consumers
                .copy("chat.discounts", Topics.ORDER_DISCOUNT, "discount_copy")
                .on(
                        DiscountChanged.class,
                        (tx, event, it) -> rules.putDiscount(
                                tx,
                                event.sequence(),
                                it.getBusinessId(),
                                it.getDiscountId(),
                                discount(it),
                                it.getUsedUp()))
                .onTombstone(
                        "DiscountRemoved",
                        (tx, event, none) ->
                                rules.removeDiscount(tx, event.sequence(), event.businessId(), event.key()))
                .open();
    }

    @Incoming("discount-copy")
    @Blocking(EventThreads.POOL)
    public void consume(ConsumerRecords<byte[], byte[]> records) {
        copy.consume(records);
    }

    private static Discount discount(DiscountChanged it) {
        return new Discount(
                it.getCode(),
                it.getAmount() == null ? null : it.getAmount().getAmountMinor(),
                it.getRatePpm(),
                it.getValidFrom(),
                it.getValidTo(),
                it.getMinSubtotalMinor());
    }
}
