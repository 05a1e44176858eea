package io.tresen.engines.badinput;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tresen.engines.access.OpenApiFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** Spoils one place of a JSON tree. */
final class BadFields {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MANY = 5_000;

    private final Random random;
    private final Samples samples;

    BadFields(Random random) {
        this.random = random;
        this.samples = new Samples(random);
    }

    /** Adds some of the fields that the file has and the table's body has not, each of its type. */
    void complete(Draft draft) {
        if (draft.json instanceof ObjectNode object) {
            samples.complete(object, draft.aim.body(), draft.aim.file());
        }
    }

    void spoil(Draft draft) {
        List<Place> places = Place.all(draft.json);
        if (places.isEmpty() || random.nextInt(40) == 0) {
            whole(draft);
            return;
        }
        Place place = places.get(random.nextInt(places.size()));
        switch (random.nextInt(15)) {
            case 0 -> remove(draft, place);
            case 1 -> set(draft, place, NODES.nullNode(), "null");
            case 2, 3 -> otherType(draft, place);
            case 4 -> token(draft, place, Hostile.one(random, Hostile.NUMBERS));
            case 5 -> token(draft, place, Hostile.one(random, Hostile.BROKEN_TEXTS));
            case 6 -> broken(draft, place);
            case 7 -> twice(draft, place);
            case 8 -> deep(draft, place);
            case 9 -> more(draft, place);
            case 10, 11, 12 -> bound(draft, places, place);
            default -> ofItsKind(draft, place);
        }
    }

    private void whole(Draft draft) {
        String text = Hostile.one(
                random, "null", "[]", "[{}]", "{}", "\"\"", "0", "true", "[null]", "{\"\": {}}", " ", "{}{}");
        draft.json = draft.token(text);
        draft.changes.add("the whole body is " + text);
    }

    private static void remove(Draft draft, Place place) {
        if (place.holder() instanceof ObjectNode object) {
            object.remove(place.last());
        } else {
            ((ArrayNode) place.holder()).remove(Integer.parseInt(place.last()));
        }
        draft.changes.add(place.pointer() + " is missing");
    }

    private static void set(Draft draft, Place place, JsonNode value, String told) {
        place.put(value);
        draft.changes.add(place.pointer() + " is " + (told.length() > 60 ? told.substring(0, 60) + "…" : told));
    }

    private static void token(Draft draft, Place place, String text) {
        set(draft, place, draft.token(text), text);
    }

    private void otherType(Draft draft, Place place) {
        String type = OpenApiFile.type(schema(draft, place));
        List<Map.Entry<String, JsonNode>> others = new ArrayList<>(List.of(
                Map.entry("string", NODES.textNode("7")),
                Map.entry("integer", NODES.numberNode(7)),
                Map.entry("number", NODES.numberNode(1.5)),
                Map.entry("boolean", NODES.booleanNode(true)),
                Map.entry("array", NODES.arrayNode().add(place.value().deepCopy())),
                Map.entry("object", NODES.objectNode().set("x", place.value().deepCopy()))));
        others.removeIf(it ->
                it.getKey().equals(type) || type.equals("number") && it.getKey().equals("integer"));
        Map.Entry<String, JsonNode> other = others.get(random.nextInt(others.size()));
        set(draft, place, other.getValue(), other.getKey() + " instead of " + (type.isEmpty() ? "what it is" : type));
        draft.mustBeRefusedAt = type.isEmpty() ? null : place.pointer();
    }

    /** At an edge of what the file allows, or beyond. @param otherwise what is spoilt where the file allows all of its type */
    private void bound(Draft draft, List<Place> places, Place otherwise) {
        List<Place> bounded =
                places.stream().filter(it -> !edges(draft, it).isEmpty()).toList();
        if (bounded.isEmpty()) {
            ofItsKind(draft, otherwise);
            return;
        }
        Place place = bounded.get(random.nextInt(bounded.size()));
        List<Bounds.Edge> edges = edges(draft, place);
        Bounds.Edge edge = edges.get(random.nextInt(edges.size()));
        set(draft, place, edge.value(), edge.value().toString());
        draft.mustBeRefusedAt = edge.beyond() ? place.pointer() : null;
    }

    private static List<Bounds.Edge> edges(Draft draft, Place place) {
        JsonNode item = place.value().path(0);
        return Bounds.of(schema(draft, place), item.isMissingNode() ? NODES.textNode("x") : item);
    }

    private static JsonNode schema(Draft draft, Place place) {
        return draft.aim.file().at(draft.aim.body(), place.steps());
    }

    /** Bytes that are no UTF-8: an overlong slash, half a character, a surrogate, none at all. */
    private void broken(Draft draft, Place place) {
        byte[][] bytes = {
            {'"', (byte) 0xC0, (byte) 0xAF, '"'},
            {'"', (byte) 0xE2, (byte) 0x82, '"'},
            {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'},
            {'"', (byte) 0xFF, (byte) 0xFE, '"'},
            {'"', (byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80, '"'}
        };
        set(draft, place, draft.token(bytes[random.nextInt(bytes.length)]), "no UTF-8");
    }

    private void twice(Draft draft, Place place) {
        String value = place.value().toString();
        String name = place.holder().isArray() ? "a" : place.last();
        if (value.length() < 10_000 && !value.contains("@token")) {
            String again = place.holder().isArray() ? value + "," + value : value + ",\"" + name + "\":" + value;
            token(draft, place, again);
        } else {
            set(draft, place, NODES.nullNode(), "null");
        }
    }

    private void deep(Draft draft, Place place) {
        int depth = new int[] {90, 101, 1_000, 5_000, 100_000}[random.nextInt(5)];
        boolean closed = random.nextBoolean();
        String text = random.nextBoolean()
                ? "[".repeat(depth) + (closed ? "]".repeat(depth) : "")
                : "{\"a\":".repeat(depth) + "1" + (closed ? "}".repeat(depth) : "");
        set(draft, place, draft.token(text), String.format(Locale.ROOT, "nested %,d times", depth));
    }

    /** Lists too long, and fields that nobody knows. */
    private void more(Draft draft, Place place) {
        if (place.value() instanceof ArrayNode array && !array.isEmpty() && random.nextBoolean()) {
            int times = new int[] {11, 101, MANY}[random.nextInt(3)];
            for (int i = 0; i < times; i++) {
                array.add(array.get(0).deepCopy());
            }
            draft.changes.add(place.pointer() + " has " + times + " more");
        } else if (place.holder() instanceof ObjectNode object) {
            int times = new int[] {1, 100, MANY}[random.nextInt(3)];
            for (int i = 0; i < times; i++) {
                object.put(Hostile.one(random, "x", "__proto__", "", "$where", "a.b", "a/b~", "😀", "é") + i, i);
            }
            draft.changes.add(times + " fields beside " + place.pointer());
        } else {
            remove(draft, place);
        }
    }

    private void ofItsKind(Draft draft, Place place) {
        if (place.value().isNumber()) {
            token(draft, place, Hostile.one(random, Hostile.NUMBERS));
        } else if (place.value().isTextual()) {
            String text = random.nextInt(6) == 0 && !place.value().asText().startsWith("@token")
                    ? place.value().asText() + Hostile.one(random, "\u0000", " ", "\n", "é", "😀", "x".repeat(10_000))
                    : Hostile.one(random, Hostile.TEXTS);
            set(draft, place, NODES.textNode(text), "\"" + text + "\"");
        } else {
            otherType(draft, place);
        }
    }
}
