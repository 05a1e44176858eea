package io.tresen.payment.rest;

import io.tresen.messaging.FieldError;
import io.tresen.messaging.rest.Fields;
import io.tresen.messaging.rest.Problem;
import io.tresen.payment.PaymentMethod;
import io.tresen.payment.PaymentRejection;
import java.util.Set;

/**
 * What a shopper sends to pay.
 *
 * @param cardToken the provider's name of a card; never a card number
 * @param pin of the shopper's wallet
 */
public record PayRequest(String method, String cardToken, String pin) {

    /** A body that is not there; known by identity, since {@code {}} reads alike. */
    static final PayRequest ABSENT = new PayRequest(null, null, null);

    private static final String CARD = "pm_[A-Za-z0-9_]{1,200}";

    /**
     * Refuses what no attempt can be made with.
     *
     * @throws io.tresen.messaging.RejectedException 400 when absent, 422
     */
    void check(Set<PaymentMethod> offered) {
        if (this == ABSENT) {
            throw Problem.of("malformed-json", 400, "The body can't be read as JSON")
                    .with(FieldError.at("", "must be there and not null"))
                    .exception();
        }
        Fields fields = new Fields();
        PaymentMethod wanted = fields.word("/method", method, PaymentMethod.class);
        fields.check();
        if (!offered.contains(wanted)) {
            throw PaymentRejection.PAYMENT_METHOD_UNAVAILABLE.exception();
        }
        if (wanted == PaymentMethod.WALLET) {
            fields.required("/pin", pin);
        } else if (fields.required("/card_token", cardToken) != null && !cardToken.matches(CARD)) {
            fields.add("/card_token", "must be the provider's name of a card, such as pm_card_visa");
        }
        fields.check();
    }

    /** True when it asks for the wallet. */
    boolean forWallet() {
        return PaymentMethod.WALLET.word().equals(method);
    }

    /** What is compared under an idempotency key. */
    String content() {
        return method + " " + cardToken;
    }

    /** Without the PIN, which must be in no log. */
    @Override
    public String toString() {
        return "PayRequest[method=" + method + ", cardToken=" + cardToken + "]";
    }
}
