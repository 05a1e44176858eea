package io.tresen.payment.provider;

import io.tresen.costs.CardCurrency;
import io.tresen.messaging.Money;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Money as Stripe writes it. */
final class StripeAmounts {

    private StripeAmounts() {}

    /** The amount as Stripe wants it; empty when Stripe can't express it. */
    static OptionalLong toStripe(Money money) {
        return CardCurrency.of(money.currency()).toCard(money.amountMinor());
    }

    /**
     * What Stripe's amount is in ISO 4217's minor units, rounded down.
     *
     * @return empty when amount or currency are absent or can't be: what Stripe sends is taken for no more than a message
     */
    static Optional<Money> fromStripe(Long amount, String currency) {
        if (amount == null || currency == null) {
            return Optional.empty();
        }
        String code = currency.toUpperCase(Locale.ROOT);
        try {
            return Optional.of(new Money(CardCurrency.of(code).fromCard(amount), code));
        } catch (ArithmeticException | IllegalArgumentException beyond) {
            return Optional.empty();
        }
    }

    /** The currency as Stripe writes it. */
    static String currency(Money money) {
        return money.currency().toLowerCase(Locale.ROOT);
    }
}
