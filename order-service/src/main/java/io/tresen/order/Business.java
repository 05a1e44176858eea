package io.tresen.order;

import java.util.Set;
import java.util.UUID;

/** A shop as this service knows it from the chat. @param country ISO 3166-1 alpha-2, @param currency ISO 4217 */
public record Business(UUID businessId, String country, String currency, Set<PaymentMethod> paymentMethods) {

    public Business {
        paymentMethods = Set.copyOf(paymentMethods);
    }
}
