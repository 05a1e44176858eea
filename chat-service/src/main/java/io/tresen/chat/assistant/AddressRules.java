package io.tresen.chat.assistant;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks an address that a shopper gave, exactly as strictly as order-service, which decides; lengths are INTERFACE 1's,
 * postcodes are {@link Postcodes}'.
 */
public final class AddressRules {

    private static final int LONGEST = 200;
    private static final int LONGEST_PHONE = 40;
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 ()/.-]{2,}");

    private AddressRules() {}

    /** The address without blanks around its fields, upper-case country; without a country it has the shop's. */
    public static Address tidy(Address given, String shopCountry) {
        String country = trimmed(given.country());
        return new Address(
                trimmed(given.name()),
                trimmed(given.street()),
                trimmed(given.postcode()),
                trimmed(given.city()),
                country == null ? shopCountry : country.toUpperCase(Locale.ROOT),
                trimmed(given.state()),
                trimmed(given.phone()));
    }

    /** What must be mended, by field, in the shopper's language; empty when the address can be used. */
    public static Map<String, String> faults(Address address, Phrases words) {
        Map<String, String> faults = new LinkedHashMap<>();
        required(faults, "name", address.name(), words);
        required(faults, "street", address.street(), words);
        required(faults, "city", address.city(), words);
        if (!COUNTRIES.contains(address.country())) {
            faults.put("country", words.text("address.fault.country"));
        } else if (!Postcodes.fits(address.country(), address.postcode())) {
            faults.put("postcode", words.text("address.fault.postcode"));
        }
        if (address.state() != null) {
            text(faults, "state", address.state(), words);
        }
        if (address.phone() != null && !isPhone(address.phone())) {
            faults.put("phone", words.text("address.fault.phone"));
        }
        return faults;
    }

    private static void required(Map<String, String> faults, String field, String value, Phrases words) {
        if (value == null) {
            faults.put(field, words.text("address.fault.missing"));
        } else {
            text(faults, field, value, words);
        }
    }

    private static void text(Map<String, String> faults, String field, String value, Phrases words) {
        if (PlainText.length(value) > LONGEST) {
            faults.put(field, words.text("address.fault.long"));
        } else if (!PlainText.is(value)) {
            faults.put(field, words.text("address.fault.control"));
        }
    }

    /** The pattern leaves no control characters. */
    private static boolean isPhone(String value) {
        return PlainText.length(value) <= LONGEST_PHONE && PHONE.matcher(value).matches();
    }

    private static String trimmed(String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }
}
