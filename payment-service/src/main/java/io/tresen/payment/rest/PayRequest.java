package io.tresen.payment.rest;

import io.tresen.messaging.FieldError;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.Problem;
import io.tresen.payment.PaymentMethod;
import io.tresen.payment.PaymentRejection;

/**
 * What a shopper sends to pay.
 *
 * @param cardToken the provider's name of a card; never a card number
 */
public record PayRequest(String method, String cardToken) {

    /** A body that is not there; known by identity, since {@code {}} reads alike. */
    static final PayRequest ABSENT = new PayRequest(null, null);

    private static final String CARD = "pm_[A-Za-z0-9_]{1,200}";

    /** Refuses what no attempt can be made with. @throws io.tresen.messaging.RejectedException 400 when absent, 422 */
    void check() {
        if (this == ABSENT) {
            throw Problem.of("malformed-json", 400, "The body can't be read as JSON")
                    .with(FieldError.at("", "must be there and not null"))
                    .exception();
        }
        Fields fields = new Fields();
        PaymentMethod wanted = fields.word("/method", method, PaymentMethod.class);
        fields.check();
        if (wanted != PaymentMethod.CARD) {
            throw PaymentRejection.PAYMENT_METHOD_UNAVAILABLE.exception();
        }
        if (fields.required("/card_token", cardToken) != null && !cardToken.matches(CARD)) {
            fields.add("/card_token", "must be the provider's name of a card, such as pm_card_visa");
        }
        fields.check();
    }
}
