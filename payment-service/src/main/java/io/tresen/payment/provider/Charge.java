package io.tresen.payment.provider;

import io.tresen.messaging.Money;
import io.tresen.payment.OrderPayments;
import io.tresen.payment.Payment;
import io.tresen.payment.topup.TopUp;
import java.util.Map;
import java.util.UUID;

/**
 * What a provider is told about a payment or a top-up; the same each time it is told, since its idempotency compares.
 *
 * @param paymentId of the payment, or of the top-up
 * @param orderId null for a top-up
 * @param shopperId whose wallet a top-up fills, should nothing but the provider know of it after a restore; null for a payment
 */
public record Charge(UUID paymentId, UUID orderId, UUID businessId, UUID shopperId, Money amount) {

    /** The charge of this attempt. */
    public static Charge of(OrderPayments held, Payment payment) {
        return new Charge(
                payment.id(),
                held.order().orderId(),
                held.order().businessId(),
                null,
                held.order().amount());
    }

    /** The charge of this top-up. */
    public static Charge of(TopUp topUp) {
        return new Charge(topUp.id(), null, topUp.businessId(), topUp.shopperId(), topUp.amount());
    }

    /** What the provider calls the id. */
    String idName() {
        return orderId == null ? "top_up_id" : "payment_id";
    }

    /** By which it is found again, and its events find us. */
    Map<String, String> metadata() {
        if (orderId == null) {
            return Map.of(
                    idName(),
                    paymentId.toString(),
                    "business_id",
                    businessId.toString(),
                    "shopper_id",
                    shopperId.toString());
        }
        return Map.of(
                "payment_id", paymentId.toString(),
                "order_id", orderId.toString(),
                "business_id", businessId.toString());
    }
}
