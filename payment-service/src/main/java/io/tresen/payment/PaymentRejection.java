package io.tresen.payment;

import io.tresen.messaging.Rejection;

/** Every "no" of this service. */
public enum PaymentRejection implements Rejection {
    NOT_PAYABLE("not-payable", 409, "This payment is closed"),
    PAYMENT_METHOD_UNAVAILABLE("payment-method-unavailable", 422, "This payment method is not there"),
    AMOUNT_NOT_PAYABLE("amount-not-payable", 422, "The card provider can't give back such an amount in this currency"),
    REFUND_EXCEEDS_CAPTURED("refund-exceeds-captured", 409, "More than what was captured and not yet refunded"),
    NOT_SHIPPED("not-shipped", 409, "Cash is collected once the order has been shipped"),
    NOT_CASH_ON_DELIVERY("not-cash-on-delivery", 409, "This payment is not collected in cash"),
    ALREADY_COLLECTED("already-collected", 409, "The cash has been collected"),
    COLLECTION_CLOSED("collection-closed", 409, "The order no longer asks for this cash"),
    WRONG_AMOUNT("wrong-amount", 422, "Exactly the payment's amount is collected"),
    PAY_KEY_REUSED("idempotency-key-reused", 422, "The Idempotency-Key was used for another body"),
    PAY_LINK_LOCKED(
            "pay-link-locked", 409, "Too many wrong PINs were typed on this pay page; another way to pay is left"),
    UNKNOWN_PAYMENT("not-found", 404, "There is nothing here for this caller"),
    INSUFFICIENT_FUNDS("insufficient-funds", 409, "The wallet has not that much"),
    BALANCE_TOO_LARGE("balance-too-large", 409, "The wallet can't hold that much"),
    HOLD_ENDED("hold-ended", 409, "The money no longer waits"),
    TOP_UP_UNAVAILABLE("top-up-unavailable", 422, "Wallets can't be topped up in this way here"),
    BAD_SIGNATURE("bad-signature", 400, "The webhook's signature does not hold");

    private final String code;
    private final int status;
    private final String title;

    PaymentRejection(String code, int status, String title) {
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
