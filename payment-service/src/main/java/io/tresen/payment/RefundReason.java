package io.tresen.payment;

/** Why money goes back; the words of the events. */
public enum RefundReason {
    /** The order was cancelled after it was paid. */
    CANCELLATION,
    /** It came when nobody waited for it any more. */
    LATE_MONEY,
    /** A person of the shop asked. */
    REQUESTED
}
