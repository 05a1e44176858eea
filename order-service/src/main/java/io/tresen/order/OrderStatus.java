package io.tresen.order;

import java.util.Locale;

/** The words for an order's states (INTERFACE 7). */
public enum OrderStatus {
    PLACED,
    AWAITING_PAYMENT,
    CONFIRMED,
    REJECTED,
    CANCELLING,
    CANCELLED,
    EXPIRED,
    PARTIALLY_SHIPPED,
    SHIPPED,
    DELIVERED,
    RETURNED;

    /** Whether a parcel of it may have left; before that none has, and no state leads back. */
    boolean mayHaveShipments() {
        return switch (this) {
            case PLACED, AWAITING_PAYMENT, CONFIRMED -> false;
            default -> true;
        };
    }

    /** As it stands in JSON and in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
