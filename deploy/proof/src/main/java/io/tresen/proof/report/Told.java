package io.tresen.proof.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** Parts of a report's JSON as words. */
final class Told {

    private static final int MINUTE = 60;
    private static final double LARGE = 100;

    private Told() {}

    static List<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    static List<String> strings(JsonNode array) {
        return elements(array).stream().map(JsonNode::asText).toList();
    }

    static List<String> pairs(JsonNode object) {
        List<String> pairs = new ArrayList<>();
        object.fields().forEachRemaining(field -> pairs.add(field.getKey() + ": " + number(field.getValue())));
        return pairs;
    }

    /** With a comma after each three digits; whatever is no whole number as it is. */
    static String number(JsonNode value) {
        return value.isIntegralNumber() ? String.format(Locale.ROOT, "%,d", value.asLong()) : value.asText();
    }

    /** A row of figures: a measured number with two digits behind the point, a large one with none. */
    static List<String> cells(JsonNode row) {
        return elements(row).stream()
                .map(cell -> cell.isFloatingPointNumber()
                        ? String.format(
                                Locale.ROOT, Math.abs(cell.asDouble()) >= LARGE ? "%,.0f" : "%,.2f", cell.asDouble())
                        : number(cell))
                .toList();
    }

    static String duration(long seconds) {
        return seconds < 2 * MINUTE ? seconds + " s" : Math.round(seconds / (double) MINUTE) + " min";
    }

    /** {@code 2026-11-27T14:20Z}. */
    static String minute(JsonNode instant) {
        return instant.asText().substring(0, "2026-11-27T14:20".length()) + "Z";
    }
}
