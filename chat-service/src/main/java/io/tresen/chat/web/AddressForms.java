package io.tresen.chat.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.tresen.chat.assistant.Address;
import io.tresen.chat.assistant.Language;
import io.tresen.chat.assistant.Phrases;
import io.tresen.messaging.rest.Text;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Collator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The fields of the address page, filled in and read. Pure. */
final class AddressForms {

    /** Field → what a browser may fill in by itself (HTML, "Autofill"). */
    private static final String[][] FIELDS = {
        {"name", "name"},
        {"street", "street-address"},
        {"postcode", "postal-code"},
        {"city", "address-level2"},
        {"state", "address-level1"},
        {"phone", "tel"}
    };

    private AddressForms() {}

    /** One field as it is shown. @param fault in words; "" for none */
    record Field(String id, String label, String autofill, String value, String fault, boolean required) {}

    record Country(String code, String name, boolean chosen) {}

    /** What was sent. @param form names the form that was shown; null where that is missing or none of ours */
    record Sent(Address address, String form) {}

    /** What the question offers: an address on file, or the country alone. */
    static Address prefilled(JsonNode question, String country) {
        JsonNode values = question.at("/interactive/action/parameters/values");
        return new Address(
                text(values, "name"),
                text(values, "street"),
                text(values, "postcode"),
                text(values, "city"),
                values.path("country").asText(country),
                text(values, "state"),
                text(values, "phone"));
    }

    static List<Field> fields(Address filled, Map<String, String> faults, Phrases words) {
        Map<String, String> values = new HashMap<>();
        values.put("name", filled.name());
        values.put("street", filled.street());
        values.put("postcode", filled.postcode());
        values.put("city", filled.city());
        values.put("state", filled.state());
        values.put("phone", filled.phone());
        List<Field> fields = new ArrayList<>();
        for (String[] field : FIELDS) {
            String value = values.get(field[0]);
            fields.add(new Field(
                    field[0],
                    words.text("page.address." + field[0]),
                    field[1],
                    value == null ? "" : value,
                    faults.getOrDefault(field[0], ""),
                    !field[0].equals("state") && !field[0].equals("phone") && !field[0].equals("postcode")));
        }
        return fields;
    }

    static List<Country> countries(String chosen, Language language) {
        Locale locale = Locale.forLanguageTag(language.code());
        Collator order = Collator.getInstance(locale);
        return Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2).stream()
                .map(code -> new Country(
                        code,
                        new Locale.Builder().setRegion(code).build().getDisplayCountry(locale),
                        code.equals(chosen)))
                .sorted(Comparator.comparing(Country::name, order))
                .toList();
    }

    static Sent read(String body) {
        Map<String, String> values = new HashMap<>();
        for (String pair : body.split("&")) {
            int at = pair.indexOf('=');
            if (at > 0) {
                values.put(decoded(pair.substring(0, at)), decoded(pair.substring(at + 1)));
            }
        }
        String form = values.get("form");
        return new Sent(
                new Address(
                        values.get("name"),
                        values.get("street"),
                        values.get("postcode"),
                        values.get("city"),
                        values.get("country"),
                        values.get("state"),
                        values.get("phone")),
                form != null && form.matches("[A-Za-z0-9_-]{22}") ? form : null);
    }

    /** A broken escape or character is as good as none. */
    private static String decoded(String text) {
        try {
            String value = URLDecoder.decode(text, StandardCharsets.UTF_8);
            return Text.isSound(value) ? value : "";
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String text(JsonNode values, String field) {
        return values.hasNonNull(field) ? values.get(field).asText() : null;
    }
}
