package io.tresen.chat.assistant;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Postcodes by country (source: the Universal Postal Union's formats). The table is order-service's, which decides: whatever
 * is taken here and refused there would be a thank-you that has to be taken back.
 */
public final class Postcodes {

    private static final Pattern ELSEWHERE = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9 -]{0,10}[A-Za-z0-9])?");

    /** Countries in which letters arrive without a postcode. */
    private static final Set<String> WITHOUT = Set.of("AE", "AO", "BO", "GH", "HK", "JM", "MO", "QA", "UG", "ZW");

    private static final Map<String, Pattern> SHAPES = Stream.of(
                    shape("[0-9]{4}", "AT AU BE BG CH CY DK HU LI LU NO NZ PH SI ZA"),
                    shape("[0-9]{5}", "DE EE ES FI FR HR ID IT KR MX MY SA TH TR UA"),
                    shape("[0-9]{6}", "CN CO KZ RO RU SG VN"),
                    shape("[1-9][0-9]{5}", "IN"),
                    shape("[0-9]{5}(-[0-9]{4})?", "US PR"),
                    shape("[0-9]{5}-?[0-9]{3}", "BR"),
                    shape("[0-9]{3}-?[0-9]{4}", "JP"),
                    shape("[0-9]{2}-[0-9]{3}", "PL"),
                    shape("[0-9]{4}-[0-9]{3}", "PT"),
                    shape("[0-9]{3} ?[0-9]{2}", "CZ SE SK GR"),
                    shape("[1-9][0-9]{3} ?[A-Za-z]{2}", "NL"),
                    shape("[A-Za-z][0-9][A-Za-z] ?[0-9][A-Za-z][0-9]", "CA"),
                    shape("[A-Za-z]{1,2}[0-9][A-Za-z0-9]? ?[0-9][A-Za-z]{2}", "GB"),
                    shape("[A-Za-z][0-9][0-9Ww] ?[A-Za-z0-9]{4}", "IE"))
            .flatMap(shapes -> shapes.entrySet().stream())
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private Postcodes() {}

    /** True when the postcode can be one of the country's; null only where there are none. */
    public static boolean fits(String country, String postcode) {
        if (postcode == null) {
            return WITHOUT.contains(country);
        }
        return SHAPES.getOrDefault(country, ELSEWHERE).matcher(postcode).matches();
    }

    private static Map<String, Pattern> shape(String regex, String countries) {
        Pattern pattern = Pattern.compile(regex);
        return Stream.of(countries.split(" ")).collect(Collectors.toMap(country -> country, country -> pattern));
    }
}
