package io.tresen.payment.rest;

import io.tresen.payment.Parts;

/** Parts of an amount, in its minor units. */
public record PartsView(long taxMinor, long shippingMinor, long discountMinor, long feeMinor) {

    static PartsView of(Parts parts) {
        return new PartsView(parts.taxMinor(), parts.shippingMinor(), parts.discountMinor(), parts.feeMinor());
    }
}
