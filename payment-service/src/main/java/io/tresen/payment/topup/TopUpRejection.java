package io.tresen.payment.topup;

import io.tresen.messaging.Rejection;

/** Every "no" to a top-up by card. */
public enum TopUpRejection implements Rejection {
    INVALID_AMOUNT("invalid-amount", 422, "An amount is above zero, in the business's currency"),
    AMOUNT_NOT_PAYABLE("amount-not-payable", 422, "A card can't be charged with such an amount in this currency"),
    TOP_UP_LIMIT_EXCEEDED("top-up-limit-exceeded", 422, "More than one top-up may bring"),
    DAILY_TOP_UP_LIMIT_EXCEEDED(
            "daily-top-up-limit-exceeded", 409, "More than a wallet is topped up by within 24 hours"),
    TOO_MANY_TOP_UPS(
            "too-many-top-ups", 409, "Too many top-ups of this wallet are open; they are paid or cancelled first"),
    UNKNOWN_TOP_UP("not-found", 404, "There is nothing here for this caller");

    private final String code;
    private final int status;
    private final String title;

    TopUpRejection(String code, int status, String title) {
        this.code = code;
        this.status = status;
        this.title = title;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
