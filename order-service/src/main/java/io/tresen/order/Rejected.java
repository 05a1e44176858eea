package io.tresen.order;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The catalog could not give every line; nothing was held and no money was asked for.
 *
 * @param code sold-out or unknown-product
 */
public record Rejected(String code, List<String> retailerIds) implements OrderState {

    public Rejected {
        retailerIds = List.copyOf(retailerIds);
    }

    @Override
    public OrderStatus status() {
        return OrderStatus.REJECTED;
    }

    @Override
    public Outcome stockReserved(Order order, Instant now) {
        return impossible("StockReserved");
    }

    @Override
    public Outcome stockRejected(Order order, String code, List<String> retailerIds) {
        return impossible("StockRejected");
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
        return refused(OrderRejection.Rule.ORDER_CLOSED);
    }

    @Override
    public Outcome correctAddress(Order order, Actor by) {
        return refused(OrderRejection.Rule.ORDER_CLOSED);
    }

    @Override
    public Outcome ship(Order order, Parcel parcel) {
        return refused(OrderRejection.Rule.ORDER_CLOSED);
    }

    @Override
    public Outcome deliver(Order order, UUID shipmentId, Instant now) {
        return refused(OrderRejection.Rule.ORDER_CLOSED);
    }

    @Override
    public Outcome takeBack(Order order, Return units) {
        return refused(OrderRejection.Rule.ORDER_CLOSED);
    }
}
