package io.tresen.payment;

import io.tresen.payment.topup.TopUp;
import java.time.Instant;

/** What a pay page shows. */
public enum PayPageState {
    PAYABLE,
    IN_PROGRESS,
    PAID,
    /** Another amount or currency was taken than the order's, and a person has not decided yet: waiting here changes nothing. */
    HELD,
    /** Declined, and another try is possible. */
    FAILED,
    CLOSED;

    /** The page's state at this business time. */
    public static PayPageState of(OrderPayments held, Instant now) {
        PaymentState state = held.last().state();
        boolean taken = held.payments().stream().anyMatch(p -> p.state().taken() != null);
        if (taken) {
            boolean paid = held.payments().stream()
                    .anyMatch(p -> p.state() instanceof PaymentState.Captured captured
                            && !captured.late()
                            && held.refundedMinor(p) == 0);
            boolean undecided = held.last().state() instanceof PaymentState.Held && !held.allRefunded();
            return paid ? PAID : undecided ? HELD : CLOSED;
        }
        if (state.isInFlight()) {
            return IN_PROGRESS;
        }
        if (state instanceof PaymentState.Cancelled || held.order().isOver(now)) {
            return CLOSED;
        }
        return state instanceof PaymentState.Failed ? FAILED : PAYABLE;
    }

    /** True while the order may still be paid, by an attempt that is under way or by another, or nobody has decided yet. */
    boolean isOpen() {
        return takesPayment() || isUndecided();
    }

    /** True while money is on its way, or is there and nobody knows yet whose it is. */
    public boolean isUndecided() {
        return this == IN_PROGRESS || this == HELD;
    }

    /** The state of a top-up's page at this business time. */
    public static PayPageState of(TopUp topUp, Instant now) {
        PaymentState state = topUp.state();
        if (state instanceof PaymentState.Captured) {
            return PAID;
        }
        if (state.isInFlight() || topUp.isGoingBack()) {
            return IN_PROGRESS;
        }
        if (state.taken() != null || state instanceof PaymentState.Cancelled || topUp.isOver(now)) {
            return CLOSED;
        }
        return state instanceof PaymentState.Failed ? FAILED : PAYABLE;
    }

    /** True when a POST would charge. */
    public boolean takesPayment() {
        return this == PAYABLE || this == FAILED;
    }
}
