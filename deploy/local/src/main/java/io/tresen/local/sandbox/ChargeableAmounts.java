package io.tresen.local.sandbox;

import java.util.Map;
import java.util.Set;

/** Which amounts a charge may have, by Stripe's published rules (its currency page: minima, special units, maximum). */
final class ChargeableAmounts {

    private static final long MAXIMUM = 99_999_999;
    private static final Map<String, Long> MINIMA = Map.ofEntries(
            Map.entry("usd", 50L),
            Map.entry("eur", 50L),
            Map.entry("gbp", 30L),
            Map.entry("chf", 50L),
            Map.entry("jpy", 50L),
            Map.entry("inr", 50L),
            Map.entry("brl", 50L),
            Map.entry("sek", 300L),
            Map.entry("nok", 300L),
            Map.entry("dkk", 250L),
            Map.entry("pln", 200L),
            Map.entry("czk", 1500L),
            Map.entry("huf", 17500L),
            Map.entry("mxn", 1000L),
            Map.entry("aed", 200L),
            Map.entry("aud", 50L),
            Map.entry("bgn", 100L),
            Map.entry("cad", 50L),
            Map.entry("hkd", 400L),
            Map.entry("myr", 200L),
            Map.entry("nzd", 50L),
            Map.entry("ron", 200L),
            Map.entry("sgd", 50L),
            Map.entry("thb", 1000L));
    /** No decimals in practice, yet given with two that are zero. */
    private static final Set<String> WHOLE_HUNDREDS = Set.of("isk", "ugx");
    /** Three decimals, the last of them zero. */
    private static final Set<String> WHOLE_TENS = Set.of("bhd", "jod", "kwd", "omr", "tnd");

    private ChargeableAmounts() {}

    /** @throws StripeError 400 naming the parameter when Stripe would refuse that charge */
    static void check(Long amount, String currency) {
        if (amount == null) {
            throw StripeError.invalid("parameter_missing", "Missing required param: amount.", "amount");
        }
        if (currency == null) {
            throw StripeError.invalid("parameter_missing", "Missing required param: currency.", "currency");
        }
        if (!currency.matches("[a-z]{3}")) {
            throw StripeError.invalid("parameter_invalid_string", "Invalid currency: " + currency, "currency");
        }
        if (amount < MINIMA.getOrDefault(currency, 1L)) {
            throw StripeError.invalid("amount_too_small", "Amount must convert to at least 50 cents.", "amount");
        }
        if (amount > MAXIMUM) {
            throw StripeError.invalid("amount_too_large", "Amount must be no more than 999,999.99.", "amount");
        }
        int step = WHOLE_HUNDREDS.contains(currency) ? 100 : WHOLE_TENS.contains(currency) ? 10 : 1;
        if (amount % step != 0) {
            throw StripeError.invalid("parameter_invalid_integer", "Invalid amount for " + currency + ".", "amount");
        }
    }
}
