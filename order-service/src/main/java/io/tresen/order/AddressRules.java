package io.tresen.order;

import io.tresen.messaging.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What makes an address one. Postcodes follow the country (INTERFACE 5); source: the Universal Postal Union's formats. */
public final class AddressRules {

    private static final int LONGEST = 200;
    private static final int LONGEST_PHONE = 40;
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Pattern ANY_POSTCODE = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9 -]{0,10}[A-Za-z0-9])?");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 ()/.-]{2,}");

    /** Countries in which letters arrive without a postcode. */
    private static final Set<String> WITHOUT = Set.of("AE", "AO", "BO", "GH", "HK", "JM", "MO", "QA", "UG", "ZW");

    private static final Map<String, Format> FORMATS = Map.ofEntries(
                    digits(4, "AT", "AU", "BE", "BG", "CH", "CY", "DK", "HU", "LI", "LU", "NO", "NZ", "PH", "SI", "ZA"),
                    digits(5, "DE", "EE", "ES", "FI", "FR", "HR", "ID", "IT", "KR", "MX", "MY", "SA", "TH", "TR", "UA"),
                    digits(6, "CN", "CO", "KZ", "RO", "RU", "SG", "VN"),
                    format("[1-9][0-9]{5}", "six digits, the first of them not 0", "IN"),
                    format("[0-9]{5}(-[0-9]{4})?", "five digits, or nine with a hyphen", "US", "PR"),
                    format("[0-9]{5}-?[0-9]{3}", "eight digits", "BR"),
                    format("[0-9]{3}-?[0-9]{4}", "seven digits", "JP"),
                    format("[0-9]{2}-[0-9]{3}", "as 00-950", "PL"),
                    format("[0-9]{4}-[0-9]{3}", "as 1000-205", "PT"),
                    format("[0-9]{3} ?[0-9]{2}", "five digits", "CZ", "SE", "SK", "GR"),
                    format("[1-9][0-9]{3} ?[A-Za-z]{2}", "four digits and two letters", "NL"),
                    format("[A-Za-z][0-9][A-Za-z] ?[0-9][A-Za-z][0-9]", "as K1A 0B1", "CA"),
                    format("[A-Za-z]{1,2}[0-9][A-Za-z0-9]? ?[0-9][A-Za-z]{2}", "as SW1A 1AA", "GB"),
                    format("[A-Za-z][0-9][0-9Ww] ?[A-Za-z0-9]{4}", "as D02 AF30", "IE"))
            .entrySet()
            .stream()
            .flatMap(entry -> entry.getKey().stream().map(country -> Map.entry(country, entry.getValue())))
            .collect(java.util.stream.Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private record Format(Pattern pattern, String cure) {}

    private AddressRules() {}

    /** What is wrong with it, as fields below {@code pointer} ("" for the body itself); empty when nothing is. */
    public static List<FieldError> faults(Address address, String pointer) {
        List<FieldError> faults = new ArrayList<>();
        text(faults, pointer + "/name", address.name());
        text(faults, pointer + "/street", address.street());
        text(faults, pointer + "/city", address.city());
        if (address.state() != null && !isText(address.state(), LONGEST)) {
            faults.add(FieldError.at(pointer + "/state", "must have 1 to " + LONGEST + " characters"));
        }
        if (address.phone() != null
                && !(isText(address.phone(), LONGEST_PHONE)
                        && PHONE.matcher(address.phone()).matches())) {
            faults.add(FieldError.at(pointer + "/phone", "must be a phone number"));
        }
        if (address.country() == null || !COUNTRIES.contains(address.country())) {
            faults.add(FieldError.at(pointer + "/country", "must be a country of ISO 3166-1 in two capitals"));
        } else {
            postcode(faults, pointer + "/postcode", address);
        }
        return faults;
    }

    private static void postcode(List<FieldError> faults, String pointer, Address address) {
        String postcode = address.postcode();
        if ((postcode == null || postcode.isBlank()) && WITHOUT.contains(address.country())) {
            return;
        }
        Format format = FORMATS.get(address.country());
        Pattern pattern = format == null ? ANY_POSTCODE : format.pattern();
        if (postcode == null || !pattern.matcher(postcode).matches()) {
            String cure = format == null ? "a postcode" : format.cure();
            faults.add(FieldError.at(pointer, "must be " + cure + " in " + address.country()));
        }
    }

    private static void text(List<FieldError> faults, String pointer, String value) {
        if (value == null) {
            faults.add(FieldError.at(pointer, "is required"));
        } else if (!isText(value, LONGEST)) {
            faults.add(FieldError.at(pointer, "must have 1 to " + LONGEST + " characters"));
        }
    }

    /** Code points, not blank, no control characters. */
    private static boolean isText(String value, int longest) {
        return !value.isBlank()
                && value.codePointCount(0, value.length()) <= longest
                && value.codePoints()
                        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }

    private static Map.Entry<Set<String>, Format> digits(int count, String... countries) {
        return format("[0-9]{" + count + "}", count + " digits", countries);
    }

    private static Map.Entry<Set<String>, Format> format(String pattern, String cure, String... countries) {
        return Map.entry(Set.of(countries), new Format(Pattern.compile(pattern), cure));
    }
}
