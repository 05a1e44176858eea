package io.tresen.payment;

import io.tresen.messaging.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Orders and payments for tests. */
final class Orders {

    static final Instant NOW = Instant.parse("2025-06-01T12:00:00Z");
    static final Money AMOUNT = new Money(1990, "EUR");
    static final Parts PARTS = Parts.of(318, 490, 100);

    private Orders() {}

    static PaymentOrder card() {
        return order(PaymentMethod.CARD);
    }

    static PaymentOrder order(PaymentMethod method) {
        boolean onPage = method != PaymentMethod.COD;
        return new PaymentOrder(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "T00001",
                UUID.randomUUID(),
                null,
                method,
                AMOUNT,
                PARTS,
                onPage ? "token" : null,
                onPage ? NOW.plusSeconds(600) : null,
                null,
                false,
                null,
                false);
    }

    /** As it is asked for: by card, within ten minutes; it has no page yet. */
    static PaymentOrder askedByCard(UUID orderId, UUID businessId) {
        return askedByCard(orderId, businessId, null);
    }

    /** As {@link #askedByCard(UUID, UUID)}. @param shopperId null for an order of none */
    static PaymentOrder askedByCard(UUID orderId, UUID businessId, UUID shopperId) {
        return new PaymentOrder(
                orderId,
                businessId,
                "T00001",
                shopperId,
                null,
                PaymentMethod.CARD,
                AMOUNT,
                PARTS,
                null,
                Instant.now().plusSeconds(600),
                null,
                false,
                null,
                false);
    }

    static OrderPayments in(PaymentOrder order, PaymentState state) {
        boolean known = !(state instanceof PaymentState.Open) && order.method() == PaymentMethod.CARD;
        Payment payment = Payment.first(order, state);
        return new OrderPayments(order, List.of(known ? payment.known("pi_1") : payment), List.of());
    }

    static OrderPayments in(PaymentState state) {
        return in(card(), state);
    }
}
