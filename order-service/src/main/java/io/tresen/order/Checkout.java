package io.tresen.order;

import io.tresen.messaging.Money;
import java.util.List;
import java.util.UUID;

/**
 * A cart that a shopper placed in a chat.
 *
 * @param orderId uuid5(conversation id, checkout number)
 * @param number rises in the conversation; a declined checkout spends it
 * @param discountCode in its normal form; null for none
 * @param paymentMethod null for one that this version does not know
 * @param sealedAddress JWE to this service; null for services only
 */
public record Checkout(
        UUID orderId,
        UUID businessId,
        UUID conversationId,
        UUID shopperId,
        long number,
        List<Line> lines,
        Money expectedTotal,
        String discountCode,
        PaymentMethod paymentMethod,
        String sealedAddress) {

    /**
     * @param expectedUnitPriceMinor what the shopper was shown, in minor units
     * @param productVersion version of the product behind that price
     */
    public record Line(
            UUID productId, String retailerId, int quantity, long expectedUnitPriceMinor, long productVersion) {}
}
