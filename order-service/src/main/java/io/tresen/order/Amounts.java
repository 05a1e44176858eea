package io.tresen.order;

/**
 * The parts of a total in minor units: total = subtotal + shipping - discount (+ tax where prices exclude it).
 *
 * @param subtotalMinor sum of unit price times quantity
 */
public record Amounts(
        long subtotalMinor, long shippingMinor, long taxMinor, long taxIncludedMinor, long discountMinor) {

    /** Until a shop sets rules there is nothing but the subtotal (INTERFACE 7). */
    public static Amounts ofSubtotal(long subtotalMinor) {
        return new Amounts(subtotalMinor, 0, 0, 0, 0);
    }
}
