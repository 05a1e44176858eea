package io.tresen.local.sandbox;

import java.util.Arrays;
import java.util.Optional;

/**
 * The test cards and what a confirmation with each does. {@code pm_card_*} are Stripe's own test tokens and behave as
 * Stripe documents them; {@code pm_sandbox_*} are ours (INTERFACE.md 8).
 */
enum Card {
    VISA("pm_card_visa"),
    MASTERCARD("pm_card_mastercard"),
    DECLINED("pm_card_visa_chargeDeclined"),
    NO_FUNDS("pm_card_visa_chargeDeclinedInsufficientFunds"),
    /** Succeeds; a refund of it is pending first and succeeds later. */
    PENDING_REFUND("pm_card_pendingRefund"),
    /** Succeeds; a refund of it succeeds first and fails later. */
    FAILING_REFUND("pm_card_refundFail"),
    /** Charges, and the answer never comes; the event follows after the hang, so that reading the intent is the way out. */
    TIMEOUT_CHARGED("pm_sandbox_timeout_charged"),
    /** Answers {@code processing}; charged, and told by event only, some seconds later. */
    LATE_WEBHOOK("pm_sandbox_late_webhook"),
    /** Succeeds with {@code amount_received} other than {@code amount}. */
    WRONG_AMOUNT("pm_sandbox_wrong_amount"),
    /** Asks for the card holder on a page of the sandbox. */
    REQUIRES_ACTION("pm_sandbox_requires_action");

    final String token;

    Card(String token) {
        this.token = token;
    }

    static Optional<Card> of(String token) {
        return Arrays.stream(values()).filter(c -> c.token.equals(token)).findFirst();
    }
}
