package io.tresen.payment;

import java.util.Locale;

/** The status of an attempt in the interface's words. */
public enum PaymentStatus {
    PENDING,
    CAPTURED,
    FAILED,
    UNKNOWN,
    CANCELLED,
    REFUNDED,
    PARTIALLY_REFUNDED;

    /** Held money is pending until something went back. */
    public static PaymentStatus of(OrderPayments held, Payment payment) {
        PaymentState state = payment.state();
        if (state.taken() != null) {
            long refunded = held.refundedMinor(payment);
            if (refunded > 0) {
                return refunded == state.taken().amountMinor() ? REFUNDED : PARTIALLY_REFUNDED;
            }
            return state instanceof PaymentState.Held ? PENDING : CAPTURED;
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
