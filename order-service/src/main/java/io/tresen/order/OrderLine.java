package io.tresen.order;

import java.util.UUID;

/**
 * A line of an order: what was bought, and how far it has come.
 *
 * @param unitPriceMinor price of one unit when the order was placed, in minor units of the order's currency
 * @param productVersion version of the product that the price came from
 * @param taxRatePpm its tax in millionths; null for a shop without tax rules
 * @param shipped units of goods that left the shop; returned units stay counted
 * @param returned units of the shipped ones that came back
 * @param delivered units of a service that were rendered; goods are delivered by shipment
 */
public record OrderLine(
        UUID productId,
        String retailerId,
        String title,
        ProductKind kind,
        int quantity,
        long unitPriceMinor,
        Long productVersion,
        Integer taxRatePpm,
        int shipped,
        int returned,
        int delivered) {

    /** A line of a new order. */
    public static OrderLine of(Product product, int quantity, long unitPriceMinor, Integer taxRatePpm) {
        return new OrderLine(
                product.productId(),
                product.retailerId(),
                product.title(),
                product.kind(),
                quantity,
                unitPriceMinor,
                product.version(),
                taxRatePpm,
                0,
                0,
                0);
    }

    public boolean isGoods() {
        return kind == ProductKind.GOODS;
    }

    /** Units that can still be shipped. */
    public int toShip() {
        return isGoods() ? quantity - shipped : 0;
    }

    /** Units that can still come back. */
    public int toReturn() {
        return shipped - returned;
    }

    /** Units of a service that are still to be rendered. */
    public int toRender() {
        return isGoods() ? 0 : quantity - delivered;
    }

    OrderLine shipping(int units) {
        return with(shipped + units, returned, delivered);
    }

    OrderLine takingBack(int units) {
        return with(shipped, returned + units, delivered);
    }

    OrderLine rendered() {
        return with(shipped, returned, quantity);
    }

    private OrderLine with(int nowShipped, int nowReturned, int nowDelivered) {
        return new OrderLine(
                productId,
                retailerId,
                title,
                kind,
                quantity,
                unitPriceMinor,
                productVersion,
                taxRatePpm,
                nowShipped,
                nowReturned,
                nowDelivered);
    }

    Units units(int units) {
        return new Units(productId, retailerId, units, kind);
    }
}
