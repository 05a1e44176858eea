package io.tresen.engines.badinput;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** A place in a JSON tree: what holds it, and the steps that lead there. */
record Place(JsonNode holder, List<String> steps) {

    /** All places below the root. */
    static List<Place> all(JsonNode root) {
        List<Place> places = new ArrayList<>();
        collect(root, List.of(), places);
        return places;
    }

    private static void collect(JsonNode node, List<String> steps, List<Place> places) {
        if (node instanceof ObjectNode object) {
            object.fields().forEachRemaining(field -> found(node, steps, field.getKey(), field.getValue(), places));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                found(node, steps, String.valueOf(i), array.get(i), places);
            }
        }
    }

    private static void found(JsonNode holder, List<String> steps, String step, JsonNode value, List<Place> places) {
        List<String> there = new ArrayList<>(steps);
        there.add(step);
        places.add(new Place(holder, there));
        collect(value, there, places);
    }

    String last() {
        return steps.get(steps.size() - 1);
    }

    JsonNode value() {
        return holder.isArray() ? holder.get(Integer.parseInt(last())) : holder.get(last());
    }

    void put(JsonNode value) {
        if (holder instanceof ArrayNode array) {
            array.set(Integer.parseInt(last()), value);
        } else {
            ((ObjectNode) holder).set(last(), value);
        }
    }

    String pointer() {
        StringBuilder text = new StringBuilder();
        steps.forEach(it -> text.append('/').append(it.replace("~", "~0").replace("/", "~1")));
        return text.toString();
    }
}
