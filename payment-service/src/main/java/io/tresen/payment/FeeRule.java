package io.tresen.payment;

import java.time.Instant;
import java.util.UUID;

/**
 * A published, dated rule of what the platform takes. Times are business time.
 *
 * @param name the operator's, {@code [a-z0-9-]{1,60}}
 * @param businessId null: any business
 * @param method null: any
 * @param currency ISO 4217; null: any, and then no fixed sum and no minimum
 * @param ratePpm millionths of what was captured, shipping and tax included; 50,000 are 5 %
 * @param fixedMinor on top of the rate
 * @param minimumMinor the least that is taken
 * @param validTo exclusive; null: no end
 */
public record FeeRule(
        String name,
        UUID businessId,
        PaymentMethod method,
        String currency,
        int ratePpm,
        long fixedMinor,
        long minimumMinor,
        Instant validFrom,
        Instant validTo) {

    static final int WHOLE_PPM = 1_000_000;

    boolean isInForce(Instant at) {
        return !at.isBefore(validFrom) && (validTo == null || at.isBefore(validTo));
    }

    boolean covers(PaymentOrder order, PaymentMethod paidWith) {
        return (businessId == null || businessId.equals(order.businessId()))
                && (method == null || method == paidWith)
                && (currency == null || currency.equals(order.amount().currency()));
    }

    /** A named business weighs more than a named method, and that more than a named currency. */
    int weight() {
        return (businessId == null ? 0 : 4) + (method == null ? 0 : 2) + (currency == null ? 0 : 1);
    }

    /** min(captured, max(minimum, round_half_up(captured × rate) + fixed)). */
    long feeMinor(long capturedMinor) {
        long reckoned = Proportion.halfUp(capturedMinor, ratePpm, WHOLE_PPM) + fixedMinor;
        return Math.min(capturedMinor, Math.max(minimumMinor, reckoned));
    }

    FeeRule ending(Instant end) {
        return new FeeRule(name, businessId, method, currency, ratePpm, fixedMinor, minimumMinor, validFrom, end);
    }
}
