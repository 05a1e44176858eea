package io.tresen.chat.assistant;

import java.util.UUID;

/**
 * One line of a cart.
 *
 * @param service null when the product is not known yet
 * @param quantity 1 to 9,999
 * @param unitPriceMinor the price that the shopper was shown, in minor units of the shop's currency
 * @param productVersion version of the product behind that price; 0 when it is not known yet
 */
public record CartLine(
        UUID productId,
        String retailerId,
        String title,
        Boolean service,
        int quantity,
        long unitPriceMinor,
        long productVersion) {

    /** Largest quantity of a line (INTERFACE 1). */
    public static final int MOST = 9_999;

    /** A line of a known product at its price of now. */
    static CartLine of(Product product, int quantity, long unitPriceMinor) {
        return new CartLine(
                product.id(),
                product.retailerId(),
                product.title(),
                product.service(),
                quantity,
                unitPriceMinor,
                product.version());
    }

    /** The same line with another quantity. */
    CartLine times(int newQuantity) {
        return new CartLine(productId, retailerId, title, service, newQuantity, unitPriceMinor, productVersion);
    }

    /** The same line at another price. */
    CartLine at(long newUnitPriceMinor, long newVersion) {
        return new CartLine(productId, retailerId, title, service, quantity, newUnitPriceMinor, newVersion);
    }

    /** True unless it is known to be a service; what is not known yet is taken for goods. */
    boolean goods() {
        return !Boolean.TRUE.equals(service);
    }
}
