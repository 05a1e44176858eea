package io.tresen.order;

/** Why money went back. */
public enum RefundReason {
    CANCELLATION,
    LATE_MONEY,
    REQUESTED
}
