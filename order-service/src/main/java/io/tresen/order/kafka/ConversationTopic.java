package io.tresen.order.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.tresen.contracts.Topics;
import io.tresen.contracts.chat.v1.CancellationRequested;
import io.tresen.contracts.chat.v1.CheckoutRequested;
import io.tresen.contracts.chat.v1.DeliveryAddressSubmitted;
import io.tresen.costs.Discount;
import io.tresen.messaging.db.Tx;
import io.tresen.messaging.event.Event;
import io.tresen.messaging.inbox.Consumers;
import io.tresen.messaging.inbox.EventProcess;
import io.tresen.messaging.inbox.EventThreads;
import io.tresen.messaging.time.BusinessClock;
import io.tresen.order.Checkout;
import io.tresen.order.Checkouts;
import io.tresen.order.OrderEvents.Asker;
import io.tresen.order.PendingCheckouts;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** What shoppers ask for in their chats. */
@ApplicationScoped
public class ConversationTopic {

    private final Checkouts checkouts;
    private final PendingCheckouts pending;
    private final BusinessClock clock;
    private final Duration patience;
    private final EventProcess process;

    ConversationTopic(
            Consumers consumers,
            Checkouts checkouts,
            PendingCheckouts pending,
            ShopperRequests requests,
            BusinessClock clock,
            @ConfigProperty(name = "tresen.order.checkout-waits", defaultValue = "30s") Duration patience) {
        this.checkouts = checkouts;
        this.pending = pending;
        this.clock = clock;
        this.patience = patience;
        process = consumers
                .process("order.conversation", Topics.CHAT_CONVERSATION)
                .on(CheckoutRequested.class, this::checkOut)
                .on(CancellationRequested.class, (tx, event, it) -> {
                    Asker asker = new Asker(
                            it.getBusinessId(),
                            it.getShopperId(),
                            it.getConversationId(),
                            it.getOrderId(),
                            it.getRequestId());
                    requests.cancel(tx, event, asker, now());
                })
                .on(DeliveryAddressSubmitted.class, (tx, event, it) -> {
                    Asker asker = new Asker(
                            it.getBusinessId(),
                            it.getShopperId(),
                            it.getConversationId(),
                            it.getOrderId(),
                            it.getRequestId());
                    requests.correctAddress(tx, event, asker, it.getSealedDeliveryAddress(), now(), giveUpAt());
                })
                .open();
    }

    @Incoming("chat-conversation")
    @Blocking(EventThreads.POOL)
    public void consume(ConsumerRecords<byte[], byte[]> records) {
        process.consume(records);
    }

    /** Decides, or lets the checkout wait in a table; patience is wall-clock time. */
    private void checkOut(Tx tx, Event event, CheckoutRequested it) {
        Checkout checkout = new Checkout(
                it.getOrderId(),
                it.getBusinessId(),
                it.getConversationId(),
                it.getShopperId(),
                it.getCheckoutNumber(),
                it.getLines().stream()
                        .map(line -> new Checkout.Line(
                                line.getProductId(),
                                line.getRetailerId(),
                                line.getQuantity(),
                                line.getExpectedUnitPriceMinor(),
                                line.getProductVersion()))
                        .toList(),
                Words.money(it.getExpectedTotal()),
                it.getDiscountCode() == null ? null : Discount.normal(it.getDiscountCode()),
                Words.method(it.getPaymentMethod()),
                it.getSealedDeliveryAddress());
        if (!checkouts.decide(tx, checkout, event, false, now())) {
            pending.add(tx, checkout, event, giveUpAt());
        }
    }

    /** Wall clock. */
    private Instant giveUpAt() {
        return Instant.now().plus(patience);
    }

    private Instant now() {
        return clock.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
