package io.tresen.chat.assistant;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Finds the rate of a tax that a price contains. It is named only where it can't be another one: the country's rate that alone
 * makes exactly this tax of this price; what mixes rates has none.
 */
public final class IncludedTax {

    /** Source: the countries' tax laws, rates of 2026: § 12 UStG; § 10 UStG 1994 (Austria); Art. 25 MWSTG (Switzerland). */
    private static final Map<String, List<String>> RATES =
            Map.of("DE", List.of("19", "7"), "AT", List.of("20", "10", "13"), "CH", List.of("8.1", "2.6", "3.8"));

    private IncludedTax() {}

    /**
     * The rate in percent; null where it is not known.
     *
     * @param grossMinor with the tax in it
     */
    public static BigDecimal percent(String country, long grossMinor, long taxMinor) {
        if (taxMinor <= 0) {
            return null;
        }
        List<BigDecimal> fitting = Stream.ofNullable(RATES.get(country))
                .flatMap(List::stream)
                .map(BigDecimal::new)
                .filter(rate -> in(grossMinor, rate) == taxMinor)
                .toList();
        return fitting.size() == 1 ? fitting.get(0) : null;
    }

    private static long in(long gross, BigDecimal rate) {
        return BigDecimal.valueOf(gross)
                .multiply(rate)
                .divide(rate.add(BigDecimal.valueOf(100)), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}
