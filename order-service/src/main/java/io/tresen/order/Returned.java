package io.tresen.order;

import java.time.Instant;
import java.util.UUID;

/** Every shipped unit came back. A return moves no money by itself. */
public record Returned() implements InShopsHands {

    @Override
    public OrderStatus status() {
        return OrderStatus.RETURNED;
    }

    /** Cash that nobody had collected is not asked for any more. */
    @Override
    public Outcome paymentCancelled(Order order) {
        if (!order.isCashOnDelivery()) {
            return duplicate("another-attempt");
        }
        return order.paymentStatus().isOpen()
                ? order.paying(PaymentStatus.NONE).telling()
                : impossible("PaymentCancelled");
    }

    @Override
    public Outcome cashCollected(Order order) {
        return OrderMoney.collected(order);
    }

    @Override
    public Outcome cancel(Order order, Actor by, String reason) {
        return refused(OrderRejection.Rule.ALREADY_SHIPPED);
    }

    @Override
    public Outcome correctAddress(Order order, Actor by) {
        return refused(OrderRejection.Rule.ALREADY_SHIPPED);
    }

    @Override
    public Outcome ship(Order order, Parcel parcel) {
        return Fulfilment.nothingLeftToShip(order, parcel);
    }

    @Override
    public Outcome deliver(Order order, UUID shipmentId, Instant now) {
        return refused(OrderRejection.Rule.ALREADY_RETURNED);
    }

    @Override
    public Outcome takeBack(Order order, Return units) {
        return Fulfilment.nothingLeftToReturn(order, units);
    }
}
