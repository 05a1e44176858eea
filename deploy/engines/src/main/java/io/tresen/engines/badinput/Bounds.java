package io.tresen.engines.badinput;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tresen.engines.access.OpenApiFile;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Values at the edges of what a schema allows, one inside and one beyond: of its numbers, lengths, words and formats, as JSON Schema
 * 2020-12 has them, which is OpenAPI 3.1's. A length counts code points.
 */
final class Bounds {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Where a schema allows longer ones than a body may be, there is no edge that could be sent. */
    private static final int LONGEST = 100_000;

    private static final Map<String, BigDecimal[]> INTEGERS = Map.of(
            "int32", new BigDecimal[] {BigDecimal.valueOf(Integer.MIN_VALUE), BigDecimal.valueOf(Integer.MAX_VALUE)},
            "int64", new BigDecimal[] {BigDecimal.valueOf(Long.MIN_VALUE), BigDecimal.valueOf(Long.MAX_VALUE)});

    private static final Map<String, List<String>> WELL_FORMED = Map.of(
            "uuid",
            List.of(
                    "6F9619FF-8B86-4011-B42D-00C04FC964FF",
                    "00000000-0000-0000-0000-000000000000",
                    "ffffffff-ffff-ffff-ffff-ffffffffffff"),
            "date-time",
            List.of("0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z", "2026-03-10t16:15:50.1-23:59"));

    /** UUIDs by RFC 9562, times by RFC 3339: seconds are never left out, nor the minutes of an offset. */
    private static final Map<String, List<String>> ILL_FORMED = Map.of(
            "uuid",
            List.of(
                    "6f9619ff-8b86-4011-b42d-00c04fc964f",
                    "6f9619ff-8b86-4011-b42d-00c04fc964ff0",
                    "6f9619ff-8b86-4011-b42d-00c04fc964fg",
                    "6f9619ff8b864011b42d00c04fc964ff",
                    "{6f9619ff-8b86-4011-b42d-00c04fc964ff}",
                    "1-1-1-1-1",
                    ""),
            "date-time",
            List.of(
                    "2026-03-10",
                    "2026-03-10T16:15:50",
                    "2026-03-10T16:15Z",
                    "2026-03-10T16:15:50+01",
                    "2026-03-10T16:15:50.Z",
                    "2026-03-10T24:00:00Z",
                    "2026-02-30T00:00:00Z",
                    "1773159350",
                    ""));

    /** @param beyond whether the schema does not allow it */
    record Edge(JsonNode value, boolean beyond) {}

    private final List<Edge> edges = new ArrayList<>();

    private Bounds() {}

    /**
     * All edges that the schema has; none where it allows all of its type.
     *
     * @param schema with its type, not the name of another one
     * @param item what a list's edges are filled with
     */
    static List<Edge> of(JsonNode schema, JsonNode item) {
        Bounds bounds = new Bounds();
        bounds.words(schema.path("enum"));
        switch (OpenApiFile.type(schema)) {
            case "integer", "number" -> bounds.numbers(schema);
            case "string" -> bounds.texts(schema);
            case "array" -> bounds.lists(schema, item);
            default -> {
                // true and false have no edges, objects those of their fields
            }
        }
        return bounds.edges;
    }

    private void allowed(JsonNode value) {
        edges.add(new Edge(value, false));
    }

    private void beyond(JsonNode value) {
        edges.add(new Edge(value, true));
    }

    private void words(JsonNode words) {
        List<String> known = new ArrayList<>();
        words.forEach(word -> known.add(word.asText()));
        for (String word : known) {
            allowed(NODES.textNode(word));
            for (String other : List.of(word.toUpperCase(Locale.ROOT), word + " ", word + "s", "")) {
                if (!known.contains(other)) {
                    beyond(NODES.textNode(other));
                }
            }
        }
    }

    private void numbers(JsonNode schema) {
        BigDecimal[] format = INTEGERS.getOrDefault(schema.path("format").asText(), new BigDecimal[2]);
        number(schema.has("minimum") ? schema.path("minimum").decimalValue() : format[0], BigDecimal.ONE.negate());
        number(schema.has("maximum") ? schema.path("maximum").decimalValue() : format[1], BigDecimal.ONE);
    }

    private void number(BigDecimal edge, BigDecimal outward) {
        if (edge != null) {
            allowed(node(edge));
            allowed(node(edge.subtract(outward)));
            beyond(node(edge.add(outward)));
        }
    }

    /** Without an exponent where it is whole. */
    private static JsonNode node(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0
                ? NODES.numberNode(number.toBigInteger())
                : NODES.numberNode(number);
    }

    private void texts(JsonNode schema) {
        String format = schema.path("format").asText();
        WELL_FORMED.getOrDefault(format, List.of()).forEach(text -> allowed(NODES.textNode(text)));
        ILL_FORMED.getOrDefault(format, List.of()).forEach(text -> beyond(NODES.textNode(text)));
        int least = schema.path("minLength").asInt();
        if (least > 0) {
            allowed(NODES.textNode("x".repeat(least)));
            beyond(NODES.textNode("x".repeat(least - 1)));
        }
        int most = schema.path("maxLength").asInt(LONGEST);
        if (most < LONGEST) {
            for (String letter : List.of("x", "😀")) {
                allowed(NODES.textNode(letter.repeat(most)));
                beyond(NODES.textNode(letter.repeat(most + 1)));
            }
        }
    }

    private void lists(JsonNode schema, JsonNode item) {
        int least = schema.path("minItems").asInt();
        if (least > 0) {
            allowed(list(item, least));
            beyond(list(item, least - 1));
        }
        int most = schema.path("maxItems").asInt(LONGEST);
        if (most < LONGEST) {
            allowed(list(item, most));
            beyond(list(item, most + 1));
        }
    }

    private static JsonNode list(JsonNode item, int length) {
        ArrayNode list = NODES.arrayNode();
        for (int i = 0; i < length; i++) {
            list.add(item.deepCopy());
        }
        return list;
    }
}
