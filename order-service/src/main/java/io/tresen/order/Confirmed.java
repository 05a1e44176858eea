package io.tresen.order;

import java.time.Instant;
import java.util.UUID;

/** Paid, or to be paid on delivery; nothing has been shipped. */
public record Confirmed() implements InShopsHands {

    @Override
    public OrderStatus status() {
        return OrderStatus.CONFIRMED;
    }

    @Override
    public Outcome cashCollected(Order order) {
        return impossible("CashCollected");
    }

    @Override
    public Outcome cancel(Order order, Actor by, String reason) {
        if (order.lines().stream().anyMatch(line -> line.delivered() > 0)) {
            return refused(OrderRejection.Rule.ALREADY_DELIVERED);
        }
        OrderEvent money = order.isCashOnDelivery()
                ? new OrderEvent.PaymentWithdrawn("cancelled")
                : new OrderEvent.RefundRequested(RefundReason.CANCELLATION);
        return order.in(new Cancelling(by, false, false))
                .telling(new OrderEvent.OrderCancellationStarted(by, reason), money);
    }

    @Override
    public Outcome correctAddress(Order order, Actor by) {
        return order.telling(new OrderEvent.DeliveryAddressCorrected(by));
    }

    @Override
    public Outcome ship(Order order, Parcel parcel) {
        return Fulfilment.ship(order, parcel);
    }

    @Override
    public Outcome deliver(Order order, UUID shipmentId, Instant now) {
        return Fulfilment.deliver(order, shipmentId, now);
    }

    @Override
    public Outcome takeBack(Order order, Return units) {
        return refused(OrderRejection.Rule.NOTHING_SHIPPED);
    }
}
