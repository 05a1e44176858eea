package io.tresen.order;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Accepted; the catalog has not decided about the stock. No deadline, an alert after 60 s. */
public record Placed() implements OrderState {

    @Override
    public OrderStatus status() {
        return OrderStatus.PLACED;
    }

    @Override
    public Outcome stockReserved(Order order, Instant now) {
        if (order.isCashOnDelivery()) {
            return order.in(new Confirmed())
                    .paying(PaymentStatus.PENDING)
                    .telling(new OrderEvent.OrderConfirmed(), new OrderEvent.PaymentRequested(null));
        }
        Instant payBy = now.plusSeconds(order.facts().payWithinS());
        return order.in(new AwaitingPayment(payBy))
                .paying(PaymentStatus.PENDING)
                .telling(new OrderEvent.OrderAwaitingPayment(payBy), new OrderEvent.PaymentRequested(payBy));
    }

    @Override
    public Outcome stockRejected(Order order, String code, List<String> retailerIds) {
        return order.in(new Rejected(code, retailerIds)).telling(new OrderEvent.OrderRejected(code, retailerIds));
    }

    @Override
    public Outcome stockReleased(Order order) {
        return impossible("StockReleased");
    }

    @Override
    public Outcome paymentPending(Order order) {
        return impossible("PaymentPending");
    }

    @Override
    public Outcome paymentSucceeded(Order order) {
        return impossible("PaymentSucceeded");
    }

    @Override
    public Outcome lateMoney(Order order) {
        return impossible("PaymentSucceeded (late)");
    }

    @Override
    public Outcome paymentFailed(Order order) {
        return impossible("PaymentFailed");
    }

    @Override
    public Outcome paymentUnknown(Order order) {
        return impossible("PaymentUnknown");
    }

    @Override
    public Outcome paymentHeld(Order order, Instant now) {
        return impossible("PaymentHeld");
    }

    @Override
    public Outcome paymentCancelled(Order order) {
        return impossible("PaymentCancelled");
    }

    @Override
    public Outcome refundSucceeded(Order order, RefundReason reason, boolean complete) {
        return impossible("RefundSucceeded");
    }

    @Override
    public Outcome refundFailed(Order order, MoneyLeft left, Instant now) {
        return impossible("RefundFailed");
    }

    @Override
    public Outcome cashCollected(Order order) {
        return impossible("CashCollected");
    }

    @Override
    public Outcome deadlinePassed(Order order, Instant now) {
        return impossible("DeadlinePassed");
    }

    @Override
    public Outcome cancel(Order order, Actor by, String reason) {
        return order.in(new Cancelled()).telling(new OrderEvent.OrderCancelled(by, reason));
    }

    @Override
    public Outcome correctAddress(Order order, Actor by) {
        return order.telling(new OrderEvent.DeliveryAddressCorrected(by));
    }

    @Override
    public Outcome ship(Order order, Parcel parcel) {
        return refused(OrderRejection.Rule.NOT_CONFIRMED);
    }

    @Override
    public Outcome deliver(Order order, UUID shipmentId, Instant now) {
        return refused(OrderRejection.Rule.NOT_CONFIRMED);
    }

    @Override
    public Outcome takeBack(Order order, Return units) {
        return refused(OrderRejection.Rule.NOT_CONFIRMED);
    }
}
