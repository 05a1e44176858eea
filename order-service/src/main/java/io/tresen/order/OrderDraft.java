package io.tresen.order;

import io.tresen.messaging.Money;
import java.util.List;
import java.util.UUID;

/**
 * What somebody wants to order.
 *
 * @param shopperId null for an order without one
 * @param address null where none was given
 * @param expectedTotal what the buyer was shown; null when nothing was
 * @param payWithinS 10 to 86,400
 * @param discountCode in its normal form; null for none
 * @param fromChat a shopper chose it, so hidden products are not to be had
 */
public record OrderDraft(
        UUID businessId,
        UUID shopperId,
        List<Line> lines,
        PaymentMethod paymentMethod,
        Address address,
        Money expectedTotal,
        int payWithinS,
        String discountCode,
        boolean fromChat) {

    /** Seconds to pay where nobody says otherwise (INTERFACE 7). */
    public static final int PAY_WITHIN_S = 1_800;

    /** @param expectedUnitPrice what the buyer was shown; compared, never used; null when nothing was */
    public record Line(UUID productId, String retailerId, int quantity, Money expectedUnitPrice) {}
}
