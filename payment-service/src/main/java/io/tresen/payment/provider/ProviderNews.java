package io.tresen.payment.provider;

import io.tresen.payment.OrderKey;
import io.tresen.payment.Outcome;
import java.util.UUID;

/**
 * A provider's event about one payment or refund.
 *
 * @param eventId the provider's, the same in every delivery
 * @param id of the payment, or of the refund
 * @param ref the provider's id of the charge or refund
 */
public record ProviderNews(String eventId, OrderKey order, UUID id, boolean isRefund, String ref, Outcome outcome) {

    ProviderNews aboutRefund() {
        return new ProviderNews(eventId, order, id, true, ref, outcome);
    }

    ProviderNews saying(Outcome said) {
        return new ProviderNews(eventId, order, id, isRefund, ref, said);
    }
}
