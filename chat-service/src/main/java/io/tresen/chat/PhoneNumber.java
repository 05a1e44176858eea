package io.tresen.chat;

import java.util.Map;
import java.util.Optional;

/** International phone numbers (ITU-T E.164) as people write them. */
public final class PhoneNumber {

    /** What {@link #digits} takes. */
    public static final String CURE = "must be an international number that begins with + or 00, such as +49 30 901820";

    private static final String SEPARATORS = "[ ()./\u00a0-]";

    /** Countries where a number begins with a 0 that is left out behind the country code (ITU-T, national numbering plans). */
    private static final Map<String, String> WITH_A_ZERO = Map.ofEntries(
            Map.entry("AT", "43"),
            Map.entry("AU", "61"),
            Map.entry("BE", "32"),
            Map.entry("BG", "359"),
            Map.entry("CH", "41"),
            Map.entry("DE", "49"),
            Map.entry("FI", "358"),
            Map.entry("FR", "33"),
            Map.entry("GB", "44"),
            Map.entry("HR", "385"),
            Map.entry("IE", "353"),
            Map.entry("IL", "972"),
            Map.entry("IN", "91"),
            Map.entry("JP", "81"),
            Map.entry("NL", "31"),
            Map.entry("NZ", "64"),
            Map.entry("RO", "40"),
            Map.entry("RS", "381"),
            Map.entry("SE", "46"),
            Map.entry("SI", "386"),
            Map.entry("SK", "421"),
            Map.entry("TR", "90"),
            Map.entry("UA", "380"),
            Map.entry("ZA", "27"));

    private PhoneNumber() {}

    /**
     * The number in digits alone, country code first; empty for what is none, or lacks a country code: without one, nobody knows
     * whose it is. A {@code (0)} behind it is not dialled. Codes with 999 are given to nobody; our aliases of shoppers begin so.
     */
    public static Optional<String> digits(String written) {
        String plain = plain(written);
        return plain.matches("\\+(?!999)[1-9][0-9]{6,14}") ? Optional.of(plain.substring(1)) : Optional.empty();
    }

    /**
     * The number with its country code, as somebody in that country most likely means it: a proposal for people, who have to
     * look at it. Empty where the country's way of writing is not known here, or it can be no number.
     *
     * @param country ISO 3166-1 alpha-2, or null
     */
    public static Optional<String> proposed(String written, String country) {
        String plain = plain(written);
        String code = country == null ? null : WITH_A_ZERO.get(country);
        if (code != null && plain.startsWith("0")) {
            plain = "+" + code + plain.substring(1);
        }
        return digits(plain).map(it -> "+" + it);
    }

    private static String plain(String written) {
        String international = written.strip().matches("(\\+|00).*") ? written.replace("(0)", "") : written;
        return international.replaceAll(SEPARATORS, "").replaceFirst("^00", "+");
    }
}
