package io.tresen.order;

import io.tresen.costs.Costs;
import io.tresen.messaging.Money;
import java.time.Instant;
import java.util.UUID;

/**
 * What is fixed when an order is placed.
 *
 * @param orderNo what people call it: 6 to 20 of [A-Z0-9-], unique over the platform
 * @param shopperId opaque; null for an order without one
 * @param conversationId where the order reports to; null for an order without one
 * @param checkoutNumber number of the chat checkout; null for an order by REST
 * @param amounts the parts of the total, fixed like it
 * @param discountCode code that gave the discount; null for none
 * @param rulesVersion of the shop's rules that the amounts follow; null where it had set none
 * @param payWithinS seconds to pay, counted from awaiting_payment; 10 to 86,400
 * @param placedAt business time
 */
public record OrderFacts(
        UUID id,
        UUID businessId,
        String orderNo,
        UUID shopperId,
        UUID conversationId,
        Long checkoutNumber,
        Money total,
        Costs amounts,
        String discountCode,
        Long rulesVersion,
        PaymentMethod paymentMethod,
        int payWithinS,
        Instant placedAt) {}
