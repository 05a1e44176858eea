package io.tresen.payment.wallet;

import io.tresen.messaging.Rejection;

/** Every "no" to a transfer. Its code is also what a chat is told. */
public enum WalletTransferRejection implements Rejection {
    INVALID_AMOUNT("invalid-amount", 422, "An amount is above zero and below 2^53 minor units"),
    OTHER_CURRENCY("other-currency", 422, "The business keeps its wallets in another currency"),
    TO_ONESELF("to-oneself", 422, "Nobody pays themselves"),
    BUSINESS_DOES_NOT_PAY("business-does-not-pay", 422, "A business can't be asked for money"),
    UNKNOWN_SHOPPER("unknown-shopper", 422, "The business has no such shopper"),
    UNKNOWN_BUSINESS("unknown-business", 422, "The business is not known"),
    TRANSFER_LIMIT_EXCEEDED("transfer-limit-exceeded", 422, "More than one transfer may move"),
    DAILY_LIMIT_EXCEEDED("daily-limit-exceeded", 409, "More than the payer may send within 24 hours"),
    TOO_MANY_REQUESTS(
            "too-many-requests", 409, "Too many requests of yours are open; they are answered or taken back first"),
    UNKNOWN_ORDER("unknown-order", 422, "The payer has no such order"),
    ORDER_STILL_PAYABLE(
            "order-still-payable", 409, "The order is being paid, or is paid another way than from a wallet"),
    WRONG_ORDER_AMOUNT("wrong-amount", 422, "An order that can be paid is asked for in full"),
    ORDER_NOT_PAYABLE("order-not-payable", 409, "The order is being paid, is paid, or no longer asks for money"),
    TRANSFER_ENDED("transfer-ended", 409, "The transfer has ended otherwise"),
    PIN_NEEDED("pin-needed", 409, "The payer agrees by PIN"),
    NOT_YOURS_TO_ANSWER("not-yours-to-answer", 403, "This answer is the other side's"),
    UNKNOWN_TRANSFER("not-found", 404, "There is nothing here for this caller");

    private final String code;
    private final int status;
    private final String title;

    WalletTransferRejection(String code, int status, String title) {
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
