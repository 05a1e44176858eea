package io.tresen.kubernetes;

import io.tresen.contracts.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/** Every setting of ours that a manifest makes is one that a service reads, and the shared file says who and where. */
final class SettingsAreRead implements Check {

    private static final List<String> FOREIGN = List.of("quarkus.", "kafka.", "mp.messaging.connector.smallrye-kafka.");

    @Override
    public List<String> findings(Overlay overlay) {
        List<String> findings = new ArrayList<>();
        Set<String> known = Services.knownSettings();
        Set<String> variables = known.stream()
                .map(name -> name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"))
                .collect(Collectors.toSet());
        overlay.of("ConfigMap")
                .forEach(map -> Manifest.map(map.json().path("data")).forEach((key, value) -> {
                    if (key.endsWith(".properties")) {
                        file(map, Services.properties(value), known, findings);
                    } else if (key.startsWith("TRESEN_") && !variables.contains(key)) {
                        findings.add(map.id() + " sets " + key + ", which no service reads");
                    }
                }));
        Pod.templates(overlay).forEach(pod -> pod.containers()
                .forEach(container -> container.path("env").forEach(env -> {
                    String name = env.path("name").asText();
                    if (name.startsWith("TRESEN_") && !variables.contains(name) && !name.equals("TRESEN_REPLICA")) {
                        findings.add(pod.owner() + " sets " + name + ", which no service reads");
                    }
                })));
        for (String service : Topics.SERVICES) {
            consumers(service, findings);
        }
        return findings;
    }

    private static void file(Manifest map, Properties settings, Set<String> known, List<String> findings) {
        settings.stringPropertyNames().stream()
                .filter(name -> FOREIGN.stream().noneMatch(name::startsWith))
                .filter(name -> !known.contains(name))
                .forEach(name -> findings.add(map.id() + " sets " + name + ", which no service reads"));
    }

    /** A group that does not begin with its service's name, or a topic that it may not read, would be refused in a cluster. */
    private static void consumers(String service, List<String> findings) {
        Properties settings = Services.settings(service);
        settings.stringPropertyNames().stream()
                .filter(name -> name.endsWith(".group.id"))
                .forEach(name -> {
                    String group = settings.getProperty(name);
                    String topic = settings.getProperty(name.replace(".group.id", ".topic"));
                    boolean mayRead = Topics.all().stream()
                            .anyMatch(one ->
                                    one.name().equals(topic) && one.readers().contains(service));
                    if (!group.startsWith(service + ".") || !mayRead) {
                        findings.add("KafkaUser/" + service + " may not read " + topic + " as " + group);
                    }
                });
    }
}
