package io.tresen.order;

import java.util.Set;
import java.util.UUID;

/**
 * A shop as this service knows it from the chat.
 *
 * @param name null until the copy has it
 * @param country ISO 3166-1 alpha-2
 * @param currency ISO 4217
 * @param language de or en; null until the copy has it
 */
public record Business(
        UUID businessId,
        String name,
        String country,
        String currency,
        String language,
        Set<PaymentMethod> paymentMethods) {

    public Business {
        paymentMethods = Set.copyOf(paymentMethods);
    }
}
