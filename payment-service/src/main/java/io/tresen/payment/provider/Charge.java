package io.tresen.payment.provider;

import io.tresen.messaging.Money;
import io.tresen.payment.OrderPayments;
import io.tresen.payment.Payment;
import java.util.Map;
import java.util.UUID;

/** What a provider is told about a payment; the same each time it is told, since its idempotency compares. */
public record Charge(UUID paymentId, UUID orderId, UUID businessId, Money amount) {

    /** The charge of this attempt. */
    public static Charge of(OrderPayments held, Payment payment) {
        return new Charge(
                payment.id(),
                held.order().orderId(),
                held.order().businessId(),
                held.order().amount());
    }

    /** By which it is found again, and its events find us. */
    Map<String, String> metadata() {
        return Map.of(
                "payment_id", paymentId.toString(),
                "order_id", orderId.toString(),
                "business_id", businessId.toString());
    }
}
