package io.tresen.payment.provider;

import io.tresen.messaging.Failpoint;
import io.tresen.payment.ChargeBook;
import io.tresen.payment.ChargeBook.Claim;
import io.tresen.payment.OrderKey;
import io.tresen.payment.OrderPayments;
import io.tresen.payment.Outcome;
import io.tresen.payment.PayCheck;
import io.tresen.payment.PayKeys.PayKey;
import io.tresen.payment.Payment;
import io.tresen.payment.provider.Provider.Answer;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Pays on the pay page: claim, commit; create unconfirmed; store the id, commit; confirm; record, commit. Whoever dies in
 * between is followed by the {@link Janitor} once the claim's lease is over.
 */
@ApplicationScoped
public class Charging {

    private final ChargeBook book;
    private final Provider provider;
    private final CardPlaces places;
    private final String origin;

    Charging(
            ChargeBook book,
            Provider provider,
            CardPlaces places,
            @ConfigProperty(name = "tresen.origin") String origin) {
        this.book = book;
        this.provider = provider;
        this.places = places;
        this.origin = origin;
    }

    /**
     * Charges the card, or answers with the attempt that is there. Blocks for two calls to the provider.
     *
     * @param payKey the caller's idempotency key, or null
     * @param check refuses what the caller sent; run only when a new attempt would be claimed
     * @throws io.tresen.messaging.RejectedException 404, 409 not payable, 422 key reused, what the check throws, and 503 when
     *     too many pay at this moment and a new attempt would be claimed
     */
    public Claim pay(String payToken, String cardToken, PayKey payKey, PayCheck check) {
        try (CardPlaces.Place place = places.place()) {
            return paid(payToken, cardToken, payKey, check.and((tx, order) -> place.take(order.businessId())));
        }
    }

    /** As {@link #pay(String, String, PayKey, PayCheck)}. */
    public Claim pay(String payToken, String cardToken, PayKey payKey, Runnable check) {
        return pay(payToken, cardToken, payKey, PayCheck.of(check));
    }

    /** The pay page's address. */
    public String payUrl(String payToken) {
        return origin + "/payments/v1/pay/" + payToken;
    }

    private Claim paid(String payToken, String cardToken, PayKey payKey, PayCheck check) {
        Failpoint.reached(MoneySteps.PAY_ASKED);
        Claim claim = book.claim(payToken, payKey, check);
        if (!claim.mine()) {
            return claim;
        }
        Failpoint.reached(MoneySteps.PAY_CLAIMED);
        OrderKey key = OrderKey.of(claim.held().order());
        Charge charge = Charge.of(claim.held(), claim.payment());
        OrderPayments after = book.heard(key, charge.paymentId(), charged(key, charge, cardToken, payUrl(payToken)));
        Failpoint.reached(MoneySteps.PAY_RECORDED);
        Payment payment = after.payment(charge.paymentId()).orElseThrow();
        return new Claim(after, payment, true, false);
    }

    private Outcome charged(OrderKey key, Charge charge, String cardToken, String returnUrl) {
        Answer created = provider.create(charge);
        Failpoint.reached(MoneySteps.PAY_CREATED);
        if (created.ref() == null) {
            return created.outcome();
        }
        boolean goOn = book.created(key, charge.paymentId(), created.ref());
        Failpoint.reached(MoneySteps.PAY_STORED);
        Outcome outcome =
                goOn ? provider.confirm(charge, created.ref(), cardToken, returnUrl) : provider.cancel(created.ref());
        Failpoint.reached(MoneySteps.PAY_CONFIRMED);
        return outcome;
    }
}
