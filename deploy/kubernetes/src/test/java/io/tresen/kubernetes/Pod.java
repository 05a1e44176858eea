package io.tresen.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A pod that the overlay makes: by a template of ours, or by an operator or cert-manager for one of our objects.
 *
 * @param spec missing where an operator writes it
 * @param ports names of the ports that it listens on
 */
record Pod(String owner, Map<String, String> labels, JsonNode spec, Set<String> ports) {

    static List<Pod> of(Overlay overlay) {
        List<Pod> pods = new ArrayList<>(templates(overlay).toList());
        overlay.of("Kafka").forEach(kafka -> {
            String name = kafka.name();
            pods.add(made(
                    kafka,
                    Map.of("strimzi.io/cluster", name, "strimzi.io/kind", "Kafka", "strimzi.io/name", name + "-kafka"),
                    "tcp-prometheus"));
        });
        overlay.of("KafkaNodePool")
                .forEach(pool -> pods.add(made(
                        pool,
                        Map.of(
                                "strimzi.io/cluster", pool.labels().getOrDefault("strimzi.io/cluster", ""),
                                "strimzi.io/pool-name", pool.name()))));
        overlay.of("Cluster")
                .forEach(cluster -> pods.add(made(cluster, Map.of("cnpg.io/cluster", cluster.name()), "metrics")));
        overlay.of("ApicurioRegistry3").forEach(registry -> {
            JsonNode template = registry.spec().path("app").path("podTemplateSpec");
            pods.add(new Pod(
                    registry.id(),
                    Manifest.map(template.path("metadata").path("labels")),
                    template.path("spec"),
                    Set.of()));
        });
        overlay.of("Gateway")
                .flatMap(gateway -> elements(gateway.spec().path("listeners")))
                .flatMap(listener -> elements(listener.at("/tls/certificateRefs")))
                .map(certificate -> challenge(certificate.path("name").asText()))
                .forEach(pods::add);
        return pods;
    }

    /** Pods whose whole template is ours. */
    static Stream<Pod> templates(Overlay overlay) {
        return Stream.of("Deployment", "Job", "StatefulSet", "DaemonSet")
                .flatMap(overlay::of)
                .map(Pod::template);
    }

    /** What cert-manager starts while it asks for a certificate. */
    private static Pod challenge(String secret) {
        return new Pod(
                "Challenge/" + secret,
                Map.of("acme.cert-manager.io/http01-solver", "true"),
                MissingNode.getInstance(),
                Set.of());
    }

    private static Pod template(Manifest owner) {
        JsonNode template = owner.spec().path("template");
        JsonNode spec = template.path("spec");
        Set<String> ports = elements(spec.path("containers"))
                .flatMap(container -> elements(container.path("ports")))
                .map(port -> port.path("name").asText())
                .collect(Collectors.toSet());
        return new Pod(owner.id(), Manifest.map(template.path("metadata").path("labels")), spec, ports);
    }

    private static Pod made(Manifest owner, Map<String, String> labels, String... ports) {
        return new Pod(owner.id(), new TreeMap<>(labels), MissingNode.getInstance(), Set.of(ports));
    }

    /** Init containers and containers. */
    Stream<JsonNode> containers() {
        return Stream.concat(elements(spec.path("initContainers")), elements(spec.path("containers")));
    }

    /** The members of an array, none for what is none. */
    static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
