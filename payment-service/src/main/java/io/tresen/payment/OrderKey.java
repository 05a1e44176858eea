package io.tresen.payment;

import java.util.UUID;

/** Names an order's payments: tenant first. */
public record OrderKey(UUID businessId, UUID orderId) {

    /** The key of this order. */
    public static OrderKey of(PaymentOrder order) {
        return new OrderKey(order.businessId(), order.orderId());
    }
}
