package io.tresen.messaging;

import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An amount in minor units of a currency; JSON {@code {"amount_minor": 1990, "currency": "EUR"}} (DESIGN 8, never a float).
 *
 * @param amountMinor 0 ≤ amount &lt; 2^53, so that every JSON reader has it exactly
 * @param currency ISO 4217, upper-case
 */
public record Money(long amountMinor, String currency) {

    /** The largest integer of which every JSON reader has its neighbours too. */
    public static final long MOST = (1L << 53) - 1;

    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    /** @throws IllegalArgumentException outside the bounds; from a request body that is a 422 naming the field */
    public Money {
        if (amountMinor < 0 || amountMinor > MOST) {
            throw new IllegalArgumentException("amount_minor must be from 0 to " + MOST);
        }
        if (currency == null || !CURRENCIES.contains(currency)) {
            throw new IllegalArgumentException("currency must be an ISO 4217 code in upper case, such as EUR");
        }
    }

    /** The sum. @throws IllegalArgumentException on another currency or beyond the bounds */
    public Money plus(Money other) {
        return new Money(amountMinor + same(other).amountMinor, currency);
    }

    /** The difference. @throws IllegalArgumentException on another currency or below zero */
    public Money minus(Money other) {
        return new Money(amountMinor - same(other).amountMinor, currency);
    }

    /** So many times this. @throws IllegalArgumentException beyond the bounds */
    public Money times(int quantity) {
        long product = Math.multiplyHigh(amountMinor, quantity) == 0 ? amountMinor * quantity : -1;
        return new Money(product, currency);
    }

    private Money same(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("currency must be " + currency);
        }
        return other;
    }
}
