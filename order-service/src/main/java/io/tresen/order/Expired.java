package io.tresen.order;

import java.time.Instant;
import java.util.List;

/** The deadline passed before the money came. */
public record Expired() implements Closed {

    @Override
    public OrderStatus status() {
        return OrderStatus.EXPIRED;
    }

    @Override
    public Outcome stockReserved(Order order, Instant now) {
        return duplicate("reserved-already");
    }

    @Override
    public Outcome stockRejected(Order order, String code, List<String> retailerIds) {
        return impossible("StockRejected");
    }

    @Override
    public Outcome cancel(Order order, Actor by, String reason) {
        return refused(OrderRejection.Rule.ORDER_CLOSED);
    }
}
