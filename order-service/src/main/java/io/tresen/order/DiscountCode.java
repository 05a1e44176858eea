package io.tresen.order;

import io.tresen.costs.Discount;

/**
 * A code as its shop keeps it.
 *
 * @param currency ISO 4217, of its amounts
 * @param maxUses orders that can have it at a time; null for any number
 * @param uses orders that have it now: not rejected, expired or cancelled
 * @param version 1, 2, 3 … with each change
 */
public record DiscountCode(Discount discount, String currency, Integer maxUses, int uses, long version) {

    public String code() {
        return discount.code();
    }

    public boolean isUsedUp() {
        return maxUses != null && uses >= maxUses;
    }
}
