package io.tresen.order;

import java.time.Instant;
import java.util.List;

/** Cancelled for good, before its confirmation or after both halves of {@code cancelling}. */
public record Cancelled() implements Closed {

    @Override
    public OrderStatus status() {
        return OrderStatus.CANCELLED;
    }

    @Override
    public Outcome stockReserved(Order order, Instant now) {
        return duplicate("cancelled-while-placed");
    }

    @Override
    public Outcome stockRejected(Order order, String code, List<String> retailerIds) {
        return duplicate("cancelled-while-placed");
    }

    @Override
    public Outcome cancel(Order order, Actor by, String reason) {
        return duplicate("cancelled-already");
    }
}
