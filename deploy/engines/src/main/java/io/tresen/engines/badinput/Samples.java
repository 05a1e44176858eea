package io.tresen.engines.badinput;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tresen.engines.access.OpenApiFile;
import java.util.Random;

/** Values that a schema allows. */
final class Samples {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEPTH = 5;

    private final Random random;

    Samples(Random random) {
        this.random = random;
    }

    /** Each field that the object lacks, with a chance of one in three. */
    void complete(ObjectNode object, JsonNode schema, OpenApiFile file) {
        schema.path("properties").fields().forEachRemaining(field -> {
            if (!object.has(field.getKey()) && random.nextInt(3) == 0) {
                object.set(field.getKey(), of(field.getValue(), file, DEPTH));
            }
        });
    }

    private JsonNode of(JsonNode named, OpenApiFile file, int depth) {
        JsonNode schema = file.resolved(named);
        if (schema.has("enum")) {
            JsonNode words = schema.path("enum");
            return NODES.textNode(words.get(random.nextInt(words.size())).asText());
        }
        return switch (OpenApiFile.type(schema)) {
            case "integer" -> NODES.numberNode(within(schema, 1 + random.nextInt(10)));
            case "number" -> NODES.numberNode(schema.has("minimum") || schema.has("maximum") ? within(schema, 1) : 1.5);
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            case "array" -> {
                var array = NODES.arrayNode();
                int length = Math.min(random.nextInt(3), schema.path("maxItems").asInt(2));
                for (int i = Math.max(length, schema.path("minItems").asInt()); i > 0 && depth > 0; i--) {
                    array.add(of(schema.path("items"), file, depth - 1));
                }
                yield array;
            }
            case "object" -> {
                ObjectNode object = NODES.objectNode();
                if (depth > 0) {
                    schema.path("properties")
                            .fields()
                            .forEachRemaining(it -> object.set(it.getKey(), of(it.getValue(), file, depth - 1)));
                }
                yield object;
            }
            default -> NODES.textNode(fitting(schema, text(schema.path("format").asText())));
        };
    }

    private static long within(JsonNode schema, long number) {
        long least = schema.path("minimum").asLong(number);
        return Math.min(Math.max(least, number), schema.path("maximum").asLong(Long.MAX_VALUE));
    }

    private static String fitting(JsonNode schema, String text) {
        String padded = text + "x".repeat(Math.max(0, schema.path("minLength").asInt() - text.length()));
        int most = schema.path("maxLength").asInt(padded.length());
        return padded.substring(0, Math.min(padded.length(), most));
    }

    private String text(String format) {
        return switch (format) {
            case "uuid" -> "6f9619ff-8b86-4011-b42d-00c04fc964ff";
            case "date-time" -> "2026-03-10T16:15:50Z";
            case "date" -> "2026-03-10";
            default ->
                Hostile.one(random, "EUR", "DE", "card", "10115", "text", "+493090182045", "https://a.invalid/b.png");
        };
    }
}
