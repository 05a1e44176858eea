package io.tresen.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** {@code given.yaml}: what the manifests refer to and somebody else makes. */
record Given(JsonNode json) {

    static Given read() {
        return new Given(Yaml.file(Folders.MANIFESTS.resolve("given.yaml")));
    }

    /** Api version by kind. */
    Map<String, String> withoutSchema() {
        return Manifest.map(json.path("kinds-without-schema"));
    }

    Set<String> namespaces() {
        return texts(json.path("namespaces"));
    }

    /** Keys by name of each Secret that there will be. */
    Map<String, Set<String>> secrets(Overlay overlay) {
        Map<String, Set<String>> secrets = new HashMap<>(keys(json.path("secrets")));
        json.path("made").properties().forEach(made -> overlay.of(made.getKey().split("/")[0])
                .forEach(owner -> secrets.put(
                        made.getValue().path("secret").asText().replace("<name>", owner.name()),
                        texts(made.getValue().path("keys")))));
        return secrets;
    }

    /** Keys by name of each ConfigMap that there will be: given ones and those of the overlay. */
    Map<String, Set<String>> configMaps(Overlay overlay) {
        Map<String, Set<String>> maps = new HashMap<>(keys(json.path("configmaps")));
        overlay.of("ConfigMap")
                .forEach(map -> maps.put(
                        map.name(),
                        new TreeSet<>(Manifest.map(map.json().path("data")).keySet())));
        return maps;
    }

    /** Port by name of each Service that there will be, the overlay's own apart. */
    Map<String, Integer> services(Overlay overlay) {
        Map<String, Integer> services = new TreeMap<>();
        json.path("services").properties().forEach(service -> {
            int port = service.getValue().asInt();
            if (service.getKey().startsWith("<cluster>")) {
                overlay.of("Cluster")
                        .forEach(cluster -> services.put(service.getKey().replace("<cluster>", cluster.name()), port));
            } else {
                services.put(service.getKey(), port);
            }
        });
        return services;
    }

    private static Map<String, Set<String>> keys(JsonNode object) {
        Map<String, Set<String>> keys = new HashMap<>();
        object.properties().forEach(entry -> keys.put(entry.getKey(), texts(entry.getValue())));
        return keys;
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new TreeSet<>();
        array.forEach(member -> texts.add(member.asText()));
        return texts;
    }
}
