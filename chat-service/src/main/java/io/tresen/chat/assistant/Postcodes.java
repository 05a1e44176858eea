package io.tresen.chat.assistant;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Postcodes by country: the shapes that the countries' post offices publish (Universal Postal Union, addressing systems).
 * A country that is not listed takes 2 to 12 letters, digits, blanks and hyphens.
 */
public final class Postcodes {

    private static final Pattern ELSEWHERE = Pattern.compile("(?i)[A-Z0-9][A-Z0-9 -]{0,10}[A-Z0-9]");
    private static final Set<String> WITHOUT = Set.of("AE", "HK", "QA", "JM", "PA", "ZW", "UG", "MO", "BO", "FJ");
    private static final Map<String, Pattern> SHAPES = Map.ofEntries(
            shape("DE", "\\d{5}"),
            shape("AT", "\\d{4}"),
            shape("CH", "\\d{4}"),
            shape("LI", "94\\d{2}"),
            shape("LU", "(L-)?\\d{4}"),
            shape("BE", "\\d{4}"),
            shape("DK", "\\d{4}"),
            shape("NO", "\\d{4}"),
            shape("AU", "\\d{4}"),
            shape("NZ", "\\d{4}"),
            shape("ZA", "\\d{4}"),
            shape("FR", "\\d{5}"),
            shape("IT", "\\d{5}"),
            shape("ES", "\\d{5}"),
            shape("FI", "\\d{5}"),
            shape("TR", "\\d{5}"),
            shape("MX", "\\d{5}"),
            shape("ID", "\\d{5}"),
            shape("MY", "\\d{5}"),
            shape("KR", "\\d{5}"),
            shape("KW", "\\d{5}"),
            shape("US", "\\d{5}(-\\d{4})?"),
            shape("SE", "\\d{3} ?\\d{2}"),
            shape("CZ", "\\d{3} ?\\d{2}"),
            shape("SK", "\\d{3} ?\\d{2}"),
            shape("GR", "\\d{3} ?\\d{2}"),
            shape("PL", "\\d{2}-\\d{3}"),
            shape("PT", "\\d{4}-\\d{3}"),
            shape("NL", "\\d{4} ?[A-Z]{2}"),
            shape("IN", "[1-9]\\d{2} ?\\d{3}"),
            shape("SG", "\\d{6}"),
            shape("CN", "\\d{6}"),
            shape("JP", "\\d{3}-?\\d{4}"),
            shape("BR", "\\d{5}-?\\d{3}"),
            shape("CA", "[A-Z]\\d[A-Z] ?\\d[A-Z]\\d"),
            shape("GB", "[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}"),
            shape("IE", "[A-Z]\\d[\\dW] ?[A-Z\\d]{4}"));

    private Postcodes() {}

    /** True when the postcode can be one of the country's; null only where there are none. */
    public static boolean fits(String country, String postcode) {
        if (postcode == null) {
            return WITHOUT.contains(country);
        }
        return SHAPES.getOrDefault(country, ELSEWHERE).matcher(postcode).matches();
    }

    private static Map.Entry<String, Pattern> shape(String country, String regex) {
        return Map.entry(country, Pattern.compile("(?i)" + regex));
    }
}
