package io.tresen.order;

import java.time.Instant;
import java.util.List;

/**
 * The shop owes the goods, or has handed them over: what these states share. The money is settled (or cash that comes at the
 * door), so news of payments changes what is known of the money and never the state.
 */
public sealed interface InShopsHands extends OrderState
        permits Confirmed, PartiallyShipped, Shipped, Delivered, Returned {

    @Override
    default Outcome stockReserved(Order order, Instant now) {
        return duplicate("reserved-already"); // a restored catalog decides once more
    }

    @Override
    default Outcome stockRejected(Order order, String code, List<String> retailerIds) {
        return impossible("StockRejected");
    }

    @Override
    default Outcome stockReleased(Order order) {
        return impossible("StockReleased");
    }

    @Override
    default Outcome paymentPending(Order order) {
        return order.isCashOnDelivery() ? duplicate("cash-is-pending") : duplicate("another-attempt");
    }

    @Override
    default Outcome paymentSucceeded(Order order) {
        return impossible("PaymentSucceeded");
    }

    @Override
    default Outcome lateMoney(Order order) {
        return duplicate("late-money");
    }

    @Override
    default Outcome paymentFailed(Order order) {
        return order.isCashOnDelivery() ? impossible("PaymentFailed") : duplicate("another-attempt");
    }

    @Override
    default Outcome paymentUnknown(Order order) {
        return order.isCashOnDelivery() ? impossible("PaymentUnknown") : duplicate("another-attempt");
    }

    @Override
    default Outcome paymentHeld(Order order, Instant now) {
        return order.isCashOnDelivery() ? impossible("PaymentHeld") : OrderMoney.heldBesidePayment(order, now);
    }

    @Override
    default Outcome paymentCancelled(Order order) {
        return order.isCashOnDelivery() ? impossible("PaymentCancelled") : duplicate("another-attempt");
    }

    @Override
    default Outcome refundSucceeded(Order order, RefundReason reason, boolean complete) {
        return reason == RefundReason.LATE_MONEY && !complete
                ? OrderMoney.lateMoneyWentBack(order)
                : OrderMoney.wentBack(order, complete);
    }

    @Override
    default Outcome refundFailed(Order order, MoneyLeft left, Instant now) {
        return OrderMoney.refundFailed(order, left, now);
    }

    @Override
    default Outcome deadlinePassed(Order order, Instant now) {
        return duplicate("already-decided");
    }
}
