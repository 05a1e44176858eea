package io.tresen.order;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A confirmed order is being undone: it ends once the stock is released and the payment is settled, in either order.
 *
 * @param by who asked
 */
public record Cancelling(Actor by, boolean stockReleased, boolean paymentSettled) implements OrderState {

    @Override
    public OrderStatus status() {
        return OrderStatus.CANCELLING;
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
        return stockReleased
                ? duplicate("stock-released-already")
                : ended(order, new Cancelling(by, true, paymentSettled));
    }

    @Override
    public Outcome paymentPending(Order order) {
        return order.isCashOnDelivery() ? duplicate("cash-is-pending") : duplicate("another-attempt");
    }

    @Override
    public Outcome paymentSucceeded(Order order) {
        return impossible("PaymentSucceeded");
    }

    @Override
    public Outcome lateMoney(Order order) {
        return duplicate("late-money");
    }

    @Override
    public Outcome paymentFailed(Order order) {
        return order.isCashOnDelivery() ? impossible("PaymentFailed") : duplicate("another-attempt");
    }

    @Override
    public Outcome paymentUnknown(Order order) {
        return order.isCashOnDelivery() ? impossible("PaymentUnknown") : duplicate("another-attempt");
    }

    @Override
    public Outcome paymentHeld(Order order, Instant now) {
        return order.isCashOnDelivery() ? impossible("PaymentHeld") : OrderMoney.heldBesidePayment(order, now);
    }

    @Override
    public Outcome paymentCancelled(Order order) {
        if (!order.isCashOnDelivery()) {
            return duplicate("another-attempt");
        }
        return paymentSettled
                ? duplicate("payment-settled-already")
                : ended(order.paying(PaymentStatus.NONE), new Cancelling(by, stockReleased, true));
    }

    @Override
    public Outcome refundSucceeded(Order order, RefundReason reason, boolean complete) {
        if (paymentSettled) {
            boolean allIsBack = order.paymentStatus() == PaymentStatus.REFUNDED && order.attention() == null;
            // what came back after it had settled goes back once more
            return allIsBack ? duplicate("payment-settled-already") : OrderMoney.wentBack(order, complete);
        }
        return complete
                ? ended(OrderMoney.refunded(order), new Cancelling(by, stockReleased, true))
                : OrderMoney.wentBack(order, false);
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
        return duplicate("already-decided");
    }

    @Override
    public Outcome cancel(Order order, Actor by, String reason) {
        return duplicate("cancelled-already");
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

    private static Outcome ended(Order order, Cancelling next) {
        return next.stockReleased && next.paymentSettled
                ? order.in(new Cancelled()).telling(new OrderEvent.OrderCancelled(next.by, null))
                : order.in(next).telling();
    }
}
