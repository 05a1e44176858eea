package io.tresen.payment.provider;

import io.tresen.messaging.Failpoint;
import io.tresen.payment.Outcome;
import io.tresen.payment.PayKeys.PayKey;
import io.tresen.payment.provider.Provider.Answer;
import io.tresen.payment.topup.TopUp;
import io.tresen.payment.topup.TopUpBook;
import io.tresen.payment.topup.TopUpBook.Claim;
import io.tresen.payment.topup.TopUpSteps;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Charges the card of a top-up: step by step as {@link Charging}, which pays orders. */
@ApplicationScoped
public class TopUpCharging {

    private final TopUpBook book;
    private final Provider provider;
    private final CardPlaces places;
    private final String origin;

    TopUpCharging(
            TopUpBook book,
            Provider provider,
            CardPlaces places,
            @ConfigProperty(name = "tresen.origin") String origin) {
        this.book = book;
        this.provider = provider;
        this.places = places;
        this.origin = origin;
    }

    /**
     * Charges the card, or answers with what is there. Blocks for two calls to the provider.
     *
     * @param payKey the caller's idempotency key, or null
     * @param check refuses what the caller sent; run only when a charge would be claimed
     * @throws io.tresen.messaging.RejectedException 404, 409 not payable, 422 key reused, what the check throws, and 503 when
     *     too many pay at this moment and a charge would be claimed
     */
    public Claim pay(String payToken, String cardToken, PayKey payKey, Runnable check) {
        try (CardPlaces.Place place = places.place()) {
            return paid(payToken, cardToken, payKey, topUp -> {
                check.run();
                place.take(topUp.businessId());
            });
        }
    }

    /** The address of its page. */
    public String payUrl(TopUp topUp) {
        return origin + "/payments/v1/top-up/" + topUp.payToken();
    }

    private Claim paid(String payToken, String cardToken, PayKey payKey, Consumer<TopUp> check) {
        Claim claim = book.claim(payToken, payKey, check);
        if (!claim.mine()) {
            return claim;
        }
        Failpoint.reached(TopUpSteps.CLAIMED);
        TopUp topUp = claim.topUp();
        TopUp after = book.heard(topUp.key(), charged(topUp, cardToken));
        Failpoint.reached(TopUpSteps.RECORDED);
        return new Claim(after, true, false);
    }

    private Outcome charged(TopUp topUp, String cardToken) {
        Charge charge = Charge.of(topUp);
        Answer created = provider.create(charge);
        Failpoint.reached(TopUpSteps.CREATED);
        if (created.ref() == null) {
            return created.outcome();
        }
        boolean goOn = book.created(topUp.key(), created.ref());
        Failpoint.reached(TopUpSteps.STORED);
        Outcome outcome = goOn
                ? provider.confirm(charge, created.ref(), cardToken, payUrl(topUp))
                : provider.cancel(created.ref());
        Failpoint.reached(TopUpSteps.CONFIRMED);
        return outcome;
    }
}
