package io.tresen.order;

import java.time.Instant;
import java.util.UUID;

/**
 * Cancelled or expired for good: what both share. Nothing leads out; money that comes all the same goes back in full, and the
 * payment's last news is still written down.
 */
public sealed interface Closed extends OrderState permits Cancelled, Expired {

    @Override
    default Outcome stockReleased(Order order) {
        return duplicate("released-by-our-event");
    }

    @Override
    default Outcome paymentPending(Order order) {
        return duplicate("withdrawn-already");
    }

    @Override
    default Outcome paymentSucceeded(Order order) {
        return order.isCashOnDelivery()
                ? impossible("PaymentSucceeded")
                : order.paying(PaymentStatus.PAID).telling(new OrderEvent.RefundRequested(RefundReason.LATE_MONEY));
    }

    @Override
    default Outcome lateMoney(Order order) {
        return order.isCashOnDelivery()
                ? impossible("PaymentSucceeded (late)")
                : order.paying(PaymentStatus.PAID).telling();
    }

    @Override
    default Outcome paymentFailed(Order order) {
        return OrderMoney.lastNews(order, PaymentStatus.FAILED);
    }

    @Override
    default Outcome paymentUnknown(Order order) {
        return OrderMoney.lastNews(order, PaymentStatus.UNKNOWN);
    }

    @Override
    default Outcome paymentHeld(Order order, Instant now) {
        return OrderMoney.held(order, now);
    }

    @Override
    default Outcome paymentCancelled(Order order) {
        return OrderMoney.lastNews(order, PaymentStatus.NONE);
    }

    @Override
    default Outcome refundSucceeded(Order order, RefundReason reason, boolean complete) {
        return OrderMoney.wentBack(order, complete);
    }

    @Override
    default Outcome refundFailed(Order order, MoneyLeft left, Instant now) {
        return OrderMoney.refundFailed(order, left, now);
    }

    @Override
    default Outcome cashCollected(Order order) {
        return impossible("CashCollected");
    }

    @Override
    default Outcome deadlinePassed(Order order, Instant now) {
        return duplicate("already-decided");
    }

    @Override
    default Outcome correctAddress(Order order, Actor by) {
        return refused(OrderRejection.Rule.ORDER_CLOSED);
    }

    @Override
    default Outcome ship(Order order, Parcel parcel) {
        return refused(OrderRejection.Rule.ORDER_CLOSED);
    }

    @Override
    default Outcome deliver(Order order, UUID shipmentId, Instant now) {
        return refused(OrderRejection.Rule.ORDER_CLOSED);
    }

    @Override
    default Outcome takeBack(Order order, Return units) {
        return refused(OrderRejection.Rule.ORDER_CLOSED);
    }
}
