package io.tresen.payment.topup;

import io.tresen.payment.PaymentState;
import java.util.Locale;

/** The status of a top-up in the interface's words. Held money is pending until it went back. */
public enum TopUpStatus {
    PENDING,
    UNKNOWN,
    SUCCEEDED,
    FAILED,
    CANCELLED,
    REFUNDED;

    public static TopUpStatus of(TopUp topUp) {
        PaymentState state = topUp.state();
        if (state instanceof PaymentState.Captured) {
            return SUCCEEDED;
        }
        if (state instanceof PaymentState.Held) {
            return topUp.isGoingBack() ? PENDING : REFUNDED;
        }
        if (state instanceof PaymentState.Failed) {
            return FAILED;
        }
        if (state instanceof PaymentState.Unknown) {
            return UNKNOWN;
        }
        return state instanceof PaymentState.Cancelled ? CANCELLED : PENDING;
    }

    /** The interface's word. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
