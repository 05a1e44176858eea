package io.tresen.chat.message;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The places of a template's text that are filled when it is sent: {@code {{1}}}, {@code {{2}}} …, or names. */
final class Variables {

    private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*([0-9]{1,3}|[a-z][a-z0-9_]{0,59})\\s*}}");

    private Variables() {}

    /** The names in the order in which they first occur, each once; numbers in rising order. */
    static List<String> of(String text) {
        LinkedHashSet<String> names = new LinkedHashSet<>();
        Matcher places = PLACE.matcher(text);
        while (places.find()) {
            names.add(places.group(1));
        }
        List<String> all = new ArrayList<>(names);
        if (all.stream().allMatch(Variables::isNumber)) {
            all.sort((a, b) -> Integer.compare(Integer.parseInt(a), Integer.parseInt(b)));
        }
        return all;
    }

    /** True for none, for 1, 2 … without a gap, and for names alone. */
    static boolean areSound(List<String> names) {
        if (names.stream().noneMatch(Variables::isNumber)) {
            return true;
        }
        for (int i = 0; i < names.size(); i++) {
            if (!names.get(i).equals(Integer.toString(i + 1))) {
                return false;
            }
        }
        return true;
    }

    static boolean isNumber(String name) {
        return Character.isDigit(name.charAt(0));
    }

    /** The text with its places filled; a place without a value stays. */
    static String filled(String text, Map<String, String> values) {
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), place.group())));
    }
}
