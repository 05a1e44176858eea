package io.tresen.costs;

import java.util.Currency;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A currency as prices have it (ISO 4217's minor units) and as cards are charged in it. The one table of it: what an order
 * costs is rounded by it, an order that nobody could pay is refused by it, and the provider's amounts are reckoned by it.
 * Source: Stripe's page "Supported currencies": minima, zero-decimal and three-decimal currencies, special cases.
 *
 * @param code ISO 4217, upper-case
 * @param digits of the minor unit: JPY 0, EUR 2, KWD 3
 * @param cardDigits of the provider's unit: ISK has none and is given with two, MGA has two and is given with none
 * @param step in minor units; every amount that a card is charged with is a multiple of it
 * @param leastMinor in minor units; less is not charged
 */
public record CardCurrency(String code, int digits, int cardDigits, long step, long leastMinor) {

    /** Eight digits at most, in the provider's unit. */
    private static final long MOST = 99_999_999;

    private static final Map<String, Integer> CARD_DIGITS = Map.of("ISK", 2, "UGX", 2, "MGA", 0);

    /** Three decimals, the last of which must be zero. */
    private static final Set<String> WHOLE_TENS = Set.of("BHD", "JOD", "KWD", "OMR", "TND");

    private static final Map<String, Long> LEAST = Map.ofEntries(
            Map.entry("AED", 200L),
            Map.entry("AUD", 50L),
            Map.entry("BGN", 100L),
            Map.entry("BRL", 50L),
            Map.entry("CAD", 50L),
            Map.entry("CHF", 50L),
            Map.entry("CZK", 1_500L),
            Map.entry("DKK", 250L),
            Map.entry("EUR", 50L),
            Map.entry("GBP", 30L),
            Map.entry("HKD", 400L),
            Map.entry("HUF", 17_500L),
            Map.entry("INR", 50L),
            Map.entry("JPY", 50L),
            Map.entry("MXN", 1_000L),
            Map.entry("MYR", 200L),
            Map.entry("NOK", 300L),
            Map.entry("NZD", 50L),
            Map.entry("PLN", 200L),
            Map.entry("RON", 200L),
            Map.entry("SEK", 300L),
            Map.entry("SGD", 50L),
            Map.entry("THB", 1_000L),
            Map.entry("USD", 50L));

    /** The currency of a code. @throws IllegalArgumentException when it is none of ISO 4217 */
    public static CardCurrency of(String code) {
        int digits = Math.max(0, Currency.getInstance(code).getDefaultFractionDigits());
        int cardDigits = CARD_DIGITS.getOrDefault(code, digits);
        long step = WHOLE_TENS.contains(code) ? 10 : powerOfTen(digits - cardDigits);
        return new CardCurrency(code, digits, cardDigits, step, LEAST.getOrDefault(code, step));
    }

    /** True when a card can be charged with it. */
    public boolean isPayable(long minor) {
        return minor >= leastMinor && toCard(minor).orElse(MOST + 1) <= MOST;
    }

    /** The amount in the provider's unit; empty when it can't be expressed there. */
    public OptionalLong toCard(long minor) {
        if (minor % step != 0) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(
                Math.multiplyExact(minor / powerOfTen(digits - cardDigits), powerOfTen(cardDigits - digits)));
    }

    /** The provider's amount in minor units, rounded down. @throws ArithmeticException beyond a long */
    public long fromCard(long amount) {
        return Math.multiplyExact(amount, powerOfTen(digits - cardDigits)) / powerOfTen(cardDigits - digits);
    }

    /** 10^exponent; 1 for negative ones. */
    private static long powerOfTen(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }
}
