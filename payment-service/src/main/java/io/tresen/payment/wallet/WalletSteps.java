package io.tresen.payment.wallet;

/** The steps of a wallet's money at which this service can be made to end ({@link io.tresen.messaging.Failpoint}). */
public final class WalletSteps {

    /** A try of a PIN is compared and counted, and that is committed; nobody was told which it was. */
    static final String PIN_COUNTED = "pin.counted";

    /** The PIN was right; what it lets pass has not begun. */
    static final String PIN_PASSED = "pin.passed";

    /** A transfer's state, its entries and its event are written and not committed. */
    static final String TRANSFER_WRITTEN = "transfer.written";

    /** What a payer sends in a chat is held and committed; nobody was told. */
    static final String TRANSFER_HELD = "transfer.held";

    /** What a payer agreed to is booked at once and committed; nobody was told. */
    static final String TRANSFER_POSTED = "transfer.posted";

    /** What was held is booked and committed; nobody was told. */
    static final String TRANSFER_TAKEN = "transfer.taken";

    /** What was held is free again and committed; nobody was told. */
    static final String TRANSFER_FREED = "transfer.freed";

    /** What a shopper asked for in a chat is about to be decided. */
    public static final String ASK_BEGUN = "ask.begun";

    /** What a shopper asked for in a chat is decided and committed. */
    public static final String ASK_DECIDED = "ask.decided";

    /** An order's attempt, its capture from a wallet and its events are written and not committed. */
    public static final String CAPTURE_WRITTEN = "wallet.capture.written";

    /** An order is paid from a wallet and committed; the payer has no answer. */
    public static final String CAPTURED = "wallet.captured";

    /** Money went back into a wallet, in a transaction that is not committed. */
    public static final String REFUND_WRITTEN = "wallet.refund.written";

    /** Money is back in a wallet and committed; nobody was told. */
    public static final String REFUNDED = "wallet.refunded";

    private WalletSteps() {}
}
