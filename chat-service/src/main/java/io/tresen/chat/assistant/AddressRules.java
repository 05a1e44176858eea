package io.tresen.chat.assistant;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks an address that a shopper gave; lengths are INTERFACE 1's, postcodes are {@link Postcodes}'. */
public final class AddressRules {

    private static final int LONGEST = 200;
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9 ()/.-]{5,30}");

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
        text(faults, "name", address.name(), words);
        text(faults, "street", address.street(), words);
        text(faults, "city", address.city(), words);
        if (!COUNTRIES.contains(address.country())) {
            faults.put("country", words.text("address.fault.country"));
        } else if (!Postcodes.fits(address.country(), address.postcode())) {
            faults.put("postcode", words.text("address.fault.postcode"));
        }
        if (address.state() != null && address.state().length() > LONGEST) {
            faults.put("state", words.text("address.fault.long"));
        }
        if (address.phone() != null && !PHONE.matcher(address.phone()).matches()) {
            faults.put("phone", words.text("address.fault.phone"));
        }
        return faults;
    }

    private static void text(Map<String, String> faults, String field, String value, Phrases words) {
        if (value == null) {
            faults.put(field, words.text("address.fault.missing"));
        } else if (value.codePointCount(0, value.length()) > LONGEST) {
            faults.put(field, words.text("address.fault.long"));
        }
    }

    private static String trimmed(String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }
}
