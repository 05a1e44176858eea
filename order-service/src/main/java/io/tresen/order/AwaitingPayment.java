package io.tresen.order;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The stock is held, the money is asked for. A pending, failed or unknown payment does not stop the deadline.
 *
 * @param payBy business time at which the order expires
 */
public record AwaitingPayment(Instant payBy) implements OrderState {

    @Override
    public OrderStatus status() {
        return OrderStatus.AWAITING_PAYMENT;
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
    public Outcome stockReleased(Order order) {
        return impossible("StockReleased");
    }

    @Override
    public Outcome paymentPending(Order order) {
        return order.paymentStatus() == PaymentStatus.PENDING
                ? duplicate("pending-already")
                : order.paying(PaymentStatus.PENDING).telling();
    }

    @Override
    public Outcome paymentSucceeded(Order order) {
        return order.in(new Confirmed()).paying(PaymentStatus.PAID).telling(new OrderEvent.OrderConfirmed());
    }

    @Override
    public Outcome lateMoney(Order order) {
        return order.paying(PaymentStatus.PAID).telling();
    }

    @Override
    public Outcome paymentFailed(Order order) {
        return order.paying(PaymentStatus.FAILED).telling();
    }

    @Override
    public Outcome paymentUnknown(Order order) {
        return order.paying(PaymentStatus.UNKNOWN).telling();
    }

    @Override
    public Outcome paymentHeld(Order order, Instant now) {
        return OrderMoney.held(order, now);
    }

    @Override
    public Outcome paymentCancelled(Order order) {
        return order.paying(PaymentStatus.NONE).telling();
    }

    @Override
    public Outcome refundSucceeded(Order order, RefundReason reason, boolean complete) {
        return OrderMoney.wentBack(order, complete);
    }

    @Override
    public Outcome refundFailed(Order order, MoneyLeft left, Instant now) {
        return OrderMoney.refundFailed(order, left, now);
    }

    @Override
    public Outcome cashCollected(Order order) {
        return impossible("CashCollected");
    }

    @Override
    public Outcome deadlinePassed(Order order, Instant now) {
        if (now.isBefore(payBy)) {
            return duplicate("not-due-yet");
        }
        return order.in(new Expired())
                .telling(new OrderEvent.OrderExpired(), new OrderEvent.PaymentWithdrawn("expired"));
    }

    @Override
    public Outcome cancel(Order order, Actor by, String reason) {
        return order.in(new Cancelled())
                .telling(new OrderEvent.OrderCancelled(by, reason), new OrderEvent.PaymentWithdrawn("cancelled"));
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
