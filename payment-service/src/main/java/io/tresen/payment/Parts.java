package io.tresen.payment;

/**
 * Parts of a captured amount, in its minor units, none below zero; also what refunds reversed of them.
 *
 * @param taxMinor on top of the prices or in them
 * @param feeMinor what the platform took
 */
public record Parts(long taxMinor, long shippingMinor, long discountMinor, long feeMinor) {

    public static final Parts NONE = new Parts(0, 0, 0, 0);

    /** @throws IllegalArgumentException below zero */
    public Parts {
        if (taxMinor < 0 || shippingMinor < 0 || discountMinor < 0 || feeMinor < 0) {
            throw new IllegalArgumentException("no part of an amount is below zero");
        }
    }

    /** What an order says of its amount. */
    public static Parts of(long taxMinor, long shippingMinor, long discountMinor) {
        return new Parts(taxMinor, shippingMinor, discountMinor, 0);
    }

    Parts withFee(long minor) {
        return new Parts(taxMinor, shippingMinor, discountMinor, minor);
    }

    Parts plus(Parts other) {
        return new Parts(
                taxMinor + other.taxMinor,
                shippingMinor + other.shippingMinor,
                discountMinor + other.discountMinor,
                feeMinor + other.feeMinor);
    }

    /** Of each part its share: round_half_up(part × refunded ÷ captured). */
    Parts share(long refundedMinor, long capturedMinor) {
        return new Parts(
                Proportion.halfUp(taxMinor, refundedMinor, capturedMinor),
                Proportion.halfUp(shippingMinor, refundedMinor, capturedMinor),
                Proportion.halfUp(discountMinor, refundedMinor, capturedMinor),
                Proportion.halfUp(feeMinor, refundedMinor, capturedMinor));
    }

    /**
     * What is missing to these where so much was reversed. Where a refund in between failed later, the ones that stand may
     * have reversed a minor unit more than their share: then nothing is, for what is reversed is never charged anew.
     */
    Parts beyond(Parts reversed) {
        return new Parts(
                Math.max(0, taxMinor - reversed.taxMinor),
                Math.max(0, shippingMinor - reversed.shippingMinor),
                Math.max(0, discountMinor - reversed.discountMinor),
                Math.max(0, feeMinor - reversed.feeMinor));
    }
}
