package io.tresen.kubernetes;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * One deliberate mistake, as a file of {@code broken/} tells it: in {@code object} (kind/name) at {@code at} (JSON pointer)
 * {@code put} a value, {@code append} one to a list, or {@code remove} what is there; without {@code at} the object itself goes;
 * {@code object} as a whole object comes in addition.
 *
 * @param says part of the sentence that the check must say
 */
record Breakage(String overlay, String says, JsonNode json) {

    static Breakage of(JsonNode json) {
        return new Breakage(
                json.path("overlay").asText("prod"), json.path("says").asText(), json);
    }

    Overlay in(Overlay whole) {
        List<Manifest> manifests = new ArrayList<>();
        whole.manifests()
                .forEach(manifest -> manifests.add(new Manifest(manifest.json().deepCopy())));
        Overlay broken = new Overlay(whole.name(), manifests);
        JsonNode object = json.path("object");
        if (object.isObject()) {
            manifests.add(new Manifest(object.deepCopy()));
            return broken;
        }
        List<Manifest> hit = manifests.stream()
                .filter(manifest -> (manifest.kind() + "/" + manifest.name()).startsWith(object.asText()))
                .toList();
        if (hit.isEmpty()) {
            throw new AssertionError("there is no " + object.asText() + " to break");
        }
        if (!json.has("at")) {
            manifests.removeAll(hit);
        } else {
            change(hit.get(0).json());
        }
        return broken;
    }

    private void change(ObjectNode whole) {
        JsonPointer at = JsonPointer.compile(json.path("at").asText());
        if (json.has("append")) {
            ((ArrayNode) whole.at(at)).add(json.path("append"));
            return;
        }
        JsonNode parent = whole.at(at.head());
        String name = at.last().getMatchingProperty();
        if (parent instanceof ArrayNode array) {
            if (json.has("put")) {
                array.set(at.last().getMatchingIndex(), json.path("put"));
            } else {
                array.remove(at.last().getMatchingIndex());
            }
        } else if (json.has("put")) {
            ((ObjectNode) parent).set(name, json.path("put"));
        } else if (((ObjectNode) parent).remove(name) == null) {
            throw new AssertionError("there is nothing at " + at);
        }
    }
}
