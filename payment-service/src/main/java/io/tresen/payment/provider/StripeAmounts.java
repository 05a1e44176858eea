package io.tresen.payment.provider;

import io.tresen.messaging.Money;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Stripe's minor units where they are not ISO 4217's. Source: Stripe's page "Supported currencies", special cases. */
final class StripeAmounts {

    /** No decimals, yet given with two that are zero. */
    private static final Map<String, Long> FACTORS = Map.of("ISK", 100L, "UGX", 100L);

    /** Two decimals by ISO 4217, none at Stripe. */
    private static final Map<String, Long> DIVISORS = Map.of("MGA", 100L);

    /** Three decimals, of which the last must be zero. */
    private static final Set<String> WHOLE_TENS = Set.of("BHD", "JOD", "KWD", "OMR", "TND");

    private StripeAmounts() {}

    /** The amount as Stripe wants it; empty when Stripe can't express it. */
    static OptionalLong toStripe(Money money) {
        long divisor = DIVISORS.getOrDefault(money.currency(), 1L);
        long step = WHOLE_TENS.contains(money.currency()) ? 10 : divisor;
        if (money.amountMinor() % step != 0) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(money.amountMinor() / divisor * FACTORS.getOrDefault(money.currency(), 1L));
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
            long minor = Math.multiplyExact(amount, DIVISORS.getOrDefault(code, 1L)) / FACTORS.getOrDefault(code, 1L);
            return Optional.of(new Money(minor, code));
        } catch (ArithmeticException | IllegalArgumentException beyond) {
            return Optional.empty();
        }
    }

    /** The currency as Stripe writes it. */
    static String currency(Money money) {
        return money.currency().toLowerCase(Locale.ROOT);
    }
}
