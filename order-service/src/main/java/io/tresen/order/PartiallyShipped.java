package io.tresen.order;

import java.time.Instant;
import java.util.UUID;

/** A parcel left, and some goods are still in the shop. */
public record PartiallyShipped() implements InShopsHands {

    @Override
    public OrderStatus status() {
        return OrderStatus.PARTIALLY_SHIPPED;
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
        return Fulfilment.ship(order, parcel);
    }

    @Override
    public Outcome deliver(Order order, UUID shipmentId, Instant now) {
        return Fulfilment.deliver(order, shipmentId, now);
    }

    @Override
    public Outcome takeBack(Order order, Return units) {
        return Fulfilment.takeBack(order, units);
    }
}
