package io.tresen.order;

import io.tresen.contracts.Topics;
import io.tresen.contracts.chat.v1.CancellationRequested;
import io.tresen.contracts.chat.v1.CheckoutRequested;
import io.tresen.contracts.chat.v1.DeliveryAddressSubmitted;
import io.tresen.contracts.common.v1.CheckoutLine;
import io.tresen.contracts.common.v1.Money;
import io.tresen.contracts.common.v1.PaymentMethod;
import io.tresen.contracts.order.v1.OrderPlaced;
import io.tresen.messaging.Ids;
import io.tresen.messaging.db.Database;
import io.tresen.messaging.seal.Sealer;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** An open shop, and what chat-service would publish of a shopper's conversation with it. */
abstract class InChat extends OnEngines {

    static final Address HOME = new Address("Ada Buyer", "Geheimweg 7", "10115", "Berlin", "DE", null, null);

    @Inject
    Sealer sealer;

    @Inject
    Database database;

    @BeforeEach
    void open() {
        openShop();
    }

    UUID placedInChat() {
        UUID order = Ids.v5(conversation, "1");
        send(Topics.CHAT_CONVERSATION, conversation, checkout(order, 1, "mug", 1_990, 1, HOME));
        told(Topics.ORDER_ORDER, order, OrderPlaced.class);
        return order;
    }

    CheckoutRequested checkout(
            UUID order, long number, String retailerId, long priceMinor, long version, Address address) {
        return checkout(order, number, retailerId, priceMinor, version, PaymentMethod.CARD, sealed(order, address));
    }

    String sealed(UUID order, Address address) {
        return address == null ? null : sealer.seal("order", order, shop, new SealedAddress(address));
    }

    CheckoutRequested checkout(
            UUID order,
            long number,
            String retailerId,
            long priceMinor,
            long version,
            PaymentMethod method,
            String sealedAddress) {
        return CheckoutRequested.newBuilder()
                .setConversationId(conversation)
                .setBusinessId(shop)
                .setShopperId(shopper)
                .setOccurredAt(Instant.now())
                .setOrderId(order)
                .setCheckoutNumber(number)
                .setLines(List.of(CheckoutLine.newBuilder()
                        .setProductId(Ids.v5(shop, retailerId))
                        .setRetailerId(retailerId)
                        .setQuantity(1)
                        .setExpectedUnitPriceMinor(priceMinor)
                        .setProductVersion(version)
                        .build()))
                .setExpectedTotal(new Money(priceMinor, "EUR"))
                .setPaymentMethod(method)
                .setSealedDeliveryAddress(sealedAddress)
                .build();
    }

    DeliveryAddressSubmitted submitted(UUID order, Address address) {
        return submitted(order, sealed(order, address));
    }

    DeliveryAddressSubmitted submitted(UUID order, String sealedAddress) {
        return DeliveryAddressSubmitted.newBuilder()
                .setConversationId(conversation)
                .setBusinessId(shop)
                .setShopperId(shopper)
                .setOccurredAt(Instant.now())
                .setOrderId(order)
                .setRequestId(UUID.randomUUID())
                .setSealedDeliveryAddress(sealedAddress)
                .build();
    }

    CancellationRequested cancellation(UUID who, UUID order) {
        return CancellationRequested.newBuilder()
                .setConversationId(conversation)
                .setBusinessId(shop)
                .setShopperId(who)
                .setOccurredAt(Instant.now())
                .setOrderId(order)
                .setRequestId(UUID.randomUUID())
                .build();
    }

    long waiting(UUID order) {
        return database.read(tx -> tx.one("select count(*) as n from pending_checkout where order_id = $1", order))
                .orElseThrow()
                .getLong("n");
    }
}
