package io.tresen.order;

import java.time.Instant;
import java.util.UUID;

/** Everything arrived, or all services were rendered. */
public record Delivered() implements InShopsHands {

    @Override
    public OrderStatus status() {
        return OrderStatus.DELIVERED;
    }

    @Override
    public Outcome cashCollected(Order order) {
        return OrderMoney.collected(order);
    }

    @Override
    public Outcome cancel(Order order, Actor by, String reason) {
        return refused(
                order.isServicesOnly() ? OrderRejection.Rule.ALREADY_DELIVERED : OrderRejection.Rule.ALREADY_SHIPPED);
    }

    @Override
    public Outcome correctAddress(Order order, Actor by) {
        return refused(
                order.isServicesOnly() ? OrderRejection.Rule.ALREADY_DELIVERED : OrderRejection.Rule.ALREADY_SHIPPED);
    }

    @Override
    public Outcome ship(Order order, Parcel parcel) {
        return Fulfilment.nothingLeftToShip(order, parcel);
    }

    @Override
    public Outcome deliver(Order order, UUID shipmentId, Instant now) {
        return refused(OrderRejection.Rule.ALREADY_DELIVERED);
    }

    @Override
    public Outcome takeBack(Order order, Return units) {
        return Fulfilment.takeBack(order, units);
    }
}
