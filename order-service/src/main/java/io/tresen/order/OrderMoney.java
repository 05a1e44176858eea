package io.tresen.order;

import java.time.Instant;

/** What news of money changes on an order. None of it leads to another state. */
public final class OrderMoney {

    private OrderMoney() {}

    /** A wrong amount or currency is held and counts as pending; a person refunds. */
    static Outcome held(Order order, Instant now) {
        if (!order.paymentStatus().isOpen()) {
            return heldBesidePayment(order, now);
        }
        return order.paying(PaymentStatus.PENDING)
                .calling(new Attention(Attention.PAYMENT_HELD, now))
                .telling();
    }

    /** As {@link #held}, beside a payment that holds. */
    static Outcome heldBesidePayment(Order order, Instant now) {
        return order.calling(new Attention(Attention.PAYMENT_HELD, now)).telling();
    }

    /** A refund that did not go through waits for a person. What was told to have gone back and came back has not gone. */
    static Outcome refundFailed(Order order, MoneyLeft left, Instant now) {
        if (left != null && left.nothingToGive()) {
            return new Outcome.Duplicate("nothing-to-give-back");
        }
        boolean wentBack = order.paymentStatus() == PaymentStatus.REFUNDED
                || order.paymentStatus() == PaymentStatus.PARTIALLY_REFUNDED;
        Order truthful = wentBack && left != null ? order.paying(left.status()).givenBack(left.refundedMinor()) : order;
        return truthful.calling(new Attention(Attention.REFUND_FAILED, now)).telling();
    }

    /**
     * The order before {@code back} is looked at, with what then has gone back of it. Money that came beside what pays it goes
     * back by itself and is none of it.
     */
    public static Order givenBack(Order order, MoneyBack back) {
        long total = order.total().amountMinor();
        if (back.complete() || back.capturedMinor() <= total) {
            return order.givenBack(Math.min(back.allMinor(), total));
        }
        return back.reason() == RefundReason.LATE_MONEY
                ? order
                : order.givenBack(Math.min(order.refundedMinor() + back.amountMinor(), total));
    }

    static Outcome wentBack(Order order, boolean complete) {
        return complete
                ? refunded(order).telling()
                : calmed(order.paying(PaymentStatus.PARTIALLY_REFUNDED)).telling();
    }

    /** Money went back after all: a refund that failed before no longer waits; held money does. */
    private static Order calmed(Order order) {
        boolean failed = order.attention() != null
                && Attention.REFUND_FAILED.equals(order.attention().code());
        return failed ? order.calling(null) : order;
    }

    /** Everything captured went back, so nothing waits for a person any more. Where nothing was captured, nothing changed. */
    static Order refunded(Order order) {
        return order.paying(PaymentStatus.REFUNDED).calling(null);
    }

    /** Money beyond the first capture went back; the order stays paid. */
    static Outcome lateMoneyWentBack(Order order) {
        return order.attention() == null
                ? new Outcome.Duplicate("late-money-went-back")
                : order.calling(null).telling();
    }

    /** The cash at the door. */
    static Outcome collected(Order order) {
        if (!order.isCashOnDelivery()) {
            return new Outcome.Impossible(order.status(), "CashCollected");
        }
        return order.paymentStatus() == PaymentStatus.PENDING
                ? order.paying(PaymentStatus.PAID).telling()
                : new Outcome.Duplicate("collected-already");
    }

    /** News of an attempt after the order closed; where money was captured, another attempt's news change nothing. */
    static Outcome lastNews(Order order, PaymentStatus news) {
        if (order.paymentStatus() == news) {
            return new Outcome.Duplicate("known-already");
        }
        return order.paymentStatus().isOpen() ? order.paying(news).telling() : new Outcome.Duplicate("another-attempt");
    }
}
