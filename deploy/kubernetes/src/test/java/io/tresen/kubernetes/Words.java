package io.tresen.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Fields of built-in objects that take one of a few words, as far as our manifests use them; the models take any text. A field
 * called {@code type} that is not in the table is a finding too: whoever uses a new one adds it here.
 */
record Words(String at, List<String> findings) {

    private static final Map<String, Set<String>> TABLE = Map.ofEntries(
            Map.entry("imagePullPolicy", Set.of("Always", "IfNotPresent", "Never")),
            Map.entry("restartPolicy", Set.of("Always", "OnFailure", "Never")),
            Map.entry("protocol", Set.of("TCP", "UDP", "SCTP")),
            Map.entry("policyTypes", Set.of("Ingress", "Egress")),
            Map.entry("whenUnsatisfiable", Set.of("DoNotSchedule", "ScheduleAnyway")),
            Map.entry("operator", Set.of("In", "NotIn", "Exists", "DoesNotExist")),
            Map.entry("unhealthyPodEvictionPolicy", Set.of("IfHealthyBudget", "AlwaysAllow")),
            Map.entry("fsGroupChangePolicy", Set.of("OnRootMismatch", "Always")),
            Map.entry("selectPolicy", Set.of("Max", "Min", "Disabled")),
            Map.entry("scheme", Set.of("HTTP", "HTTPS")),
            Map.entry("strategy.type", Set.of("RollingUpdate", "Recreate")),
            Map.entry("seccompProfile.type", Set.of("RuntimeDefault", "Localhost", "Unconfined")),
            Map.entry("metrics.type", Set.of("Resource", "Pods", "Object", "External", "ContainerResource")),
            Map.entry("target.type", Set.of("Utilization", "Value", "AverageValue")),
            Map.entry("policies.type", Set.of("Pods", "Percent")),
            Map.entry("spec.type", Set.of("ClusterIP", "NodePort", "LoadBalancer", "ExternalName")));

    void check(JsonNode object) {
        walk("", object);
    }

    private void walk(String parent, JsonNode node) {
        if (node.isArray()) {
            node.forEach(member -> walk(parent, member));
        }
        // labels, annotations and data have names of anybody's making
        if (node.isObject()
                && !Set.of("labels", "matchLabels", "annotations", "data").contains(parent)) {
            node.properties().forEach(field -> {
                word(parent, field.getKey(), field.getValue());
                walk(field.getKey(), field.getValue());
            });
        }
    }

    private void word(String parent, String name, JsonNode value) {
        Set<String> words = TABLE.getOrDefault(parent + "." + name, TABLE.get(name));
        if (words == null) {
            if (name.equals("type")) {
                findings.add(at + ": the words of " + parent + ".type are not in the table");
            }
            return;
        }
        Iterable<JsonNode> values = value.isArray() ? value : List.of(value);
        for (JsonNode one : values) {
            if (!words.contains(one.asText())) {
                findings.add(at + ": " + parent + "." + name + " can't be " + one.asText());
            }
        }
    }
}
