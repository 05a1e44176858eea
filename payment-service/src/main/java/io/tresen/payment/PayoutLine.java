package io.tresen.payment;

import java.time.Instant;
import java.util.UUID;

/**
 * What one transfer did to a shop's balance, in minor units of its currency.
 *
 * @param kind the transfer's, as {@code capture} or {@code refund}
 * @param orderNo null, like order, payment and refund, where it belongs to none
 * @param at business time
 * @param amountMinor before the fee; below zero where money left
 * @param feeMinor the platform's; below zero where it went back
 */
public record PayoutLine(
        UUID transferId,
        String kind,
        Instant at,
        String orderNo,
        UUID orderId,
        UUID paymentId,
        UUID refundId,
        String currency,
        long amountMinor,
        long feeMinor) {

    /** What it did to the balance. */
    public long netMinor() {
        return amountMinor - feeMinor;
    }
}
