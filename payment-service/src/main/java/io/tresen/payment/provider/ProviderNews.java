package io.tresen.payment.provider;

import io.tresen.payment.OrderKey;
import io.tresen.payment.Outcome;
import io.tresen.payment.topup.TopUpKey;
import java.util.UUID;

/**
 * A provider's event about one payment, one top-up, or a refund of either.
 *
 * @param eventId the provider's, the same in every delivery
 * @param order null when it is about a top-up
 * @param topUp null when it is about an order
 * @param id of the payment, the top-up or the refund
 * @param ref the provider's id of the charge or refund
 */
public record ProviderNews(
        String eventId, OrderKey order, TopUpKey topUp, UUID id, boolean isRefund, String ref, Outcome outcome) {

    ProviderNews aboutRefund() {
        return new ProviderNews(eventId, order, topUp, id, true, ref, outcome);
    }

    ProviderNews saying(Outcome said) {
        return new ProviderNews(eventId, order, topUp, id, isRefund, ref, said);
    }
}
