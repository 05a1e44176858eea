package io.tresen.order;

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
        Amounts amounts,
        PaymentMethod paymentMethod,
        int payWithinS,
        Instant placedAt) {}
