package io.tresen.order;

import io.tresen.messaging.Money;
import java.util.Map;
import java.util.Set;

/**
 * Which totals the card provider can take, so that an order which nobody could pay is refused when it is placed (INTERFACE
 * 8). Source: Stripe's page "Supported currencies": minima, special units, eight digits at most.
 */
public final class PayableAmounts {

    private static final long MOST = 99_999_999;
    private static final Map<String, Long> LEAST = Map.ofEntries(
            Map.entry("USD", 50L),
            Map.entry("EUR", 50L),
            Map.entry("GBP", 30L),
            Map.entry("CHF", 50L),
            Map.entry("JPY", 50L),
            Map.entry("INR", 50L),
            Map.entry("BRL", 50L),
            Map.entry("SEK", 300L),
            Map.entry("NOK", 300L),
            Map.entry("DKK", 250L),
            Map.entry("PLN", 200L),
            Map.entry("CZK", 1500L),
            Map.entry("HUF", 17500L),
            Map.entry("MXN", 1000L));

    /** No decimals by ISO 4217, two of them at the provider. */
    private static final Map<String, Long> TIMES = Map.of("ISK", 100L, "UGX", 100L);

    /** Two decimals by ISO 4217, none at the provider. */
    private static final Map<String, Long> DIVIDED = Map.of("MGA", 100L);

    /** Three decimals, the last of which must be zero. */
    private static final Set<String> WHOLE_TENS = Set.of("BHD", "JOD", "KWD", "OMR", "TND");

    private PayableAmounts() {}

    /** True when a card can be charged with it. */
    public static boolean byCard(Money total) {
        String currency = total.currency();
        long divisor = DIVIDED.getOrDefault(currency, 1L);
        long step = WHOLE_TENS.contains(currency) ? 10 : divisor;
        long most = MOST * divisor / TIMES.getOrDefault(currency, 1L);
        return total.amountMinor() >= LEAST.getOrDefault(currency, 1L)
                && total.amountMinor() <= most
                && total.amountMinor() % step == 0;
    }
}
