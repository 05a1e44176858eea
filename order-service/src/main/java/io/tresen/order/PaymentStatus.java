package io.tresen.order;

/** What is known of an order's money (INTERFACE 7). */
public enum PaymentStatus {
    /** Nothing is asked for, or its payment is cancelled. */
    NONE,
    /** Asked for; also cash before its collection and money that is held. */
    PENDING,
    PAID,
    FAILED,
    UNKNOWN,
    REFUNDED,
    PARTIALLY_REFUNDED;

    /** True while no money of this order has been captured. */
    public boolean isOpen() {
        return this == NONE || this == PENDING || this == FAILED || this == UNKNOWN;
    }
}
