package io.tresen.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Collectors;

/** A label selector as Kubernetes reads it: matchLabels and matchExpressions together. */
record LabelSelector(JsonNode json) {

    boolean isEmpty() {
        return json.isEmpty();
    }

    boolean matches(Map<String, String> labels) {
        boolean equal = Manifest.map(json.path("matchLabels")).entrySet().stream()
                .allMatch(wanted -> wanted.getValue().equals(labels.get(wanted.getKey())));
        return equal && Pod.elements(json.path("matchExpressions")).allMatch(expression -> holds(expression, labels));
    }

    private static boolean holds(JsonNode expression, Map<String, String> labels) {
        String value = labels.get(expression.path("key").asText());
        var values =
                Pod.elements(expression.path("values")).map(JsonNode::asText).collect(Collectors.toSet());
        return switch (expression.path("operator").asText()) {
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            case "In" -> value != null && values.contains(value);
            case "NotIn" -> value == null || !values.contains(value);
            default -> false;
        };
    }
}
