package io.tresen.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every port, volume, Secret, ConfigMap and key that is named exists. */
record References(Given given) implements Check {

    @Override
    public List<String> findings(Overlay overlay) {
        return new Look(overlay, given).all();
    }

    private static final class Look {

        private final Overlay overlay;
        private final Map<String, Set<String>> secrets;
        private final Map<String, Set<String>> configMaps;
        private final List<String> findings = new ArrayList<>();

        Look(Overlay overlay, Given given) {
            this.overlay = overlay;
            this.secrets = given.secrets(overlay);
            this.configMaps = given.configMaps(overlay);
        }

        List<String> all() {
            List<Pod> pods = Pod.of(overlay);
            pods.forEach(this::pod);
            overlay.of("Service")
                    .forEach(service -> service.spec().path("ports").forEach(port -> {
                        Map<String, String> selector =
                                Manifest.map(service.spec().path("selector"));
                        pods.stream()
                                .filter(pod -> pod.labels().entrySet().containsAll(selector.entrySet()))
                                .forEach(pod -> port(service, port.path("targetPort"), pod));
                    }));
            overlay.of("NetworkPolicy").forEach(policy -> networkPorts(policy, pods));
            overlay.of("ServiceMonitor").forEach(this::monitored);
            overlay.of("PodMonitor").forEach(monitor -> monitor.spec()
                    .path("podMetricsEndpoints")
                    .forEach(endpoint -> selected(monitor, "selector", pods)
                            .filter(pod ->
                                    pod.ports().contains(endpoint.path("port").asText()))
                            .findAny()
                            .ifPresentOrElse(
                                    pod -> {},
                                    () -> findings.add(monitor.id() + " names the port '"
                                            + endpoint.path("port").asText() + "', which no pod of it has"))));
            overlay.manifests().stream().filter(m -> !BuiltInObjects.knows(m)).forEach(this::custom);
            return findings;
        }

        private Stream<Pod> selected(Manifest manifest, String field, List<Pod> pods) {
            LabelSelector selector = new LabelSelector(manifest.spec().path(field));
            return pods.stream().filter(pod -> selector.matches(pod.labels()));
        }

        private void port(Manifest by, JsonNode port, Pod pod) {
            if (port.isTextual() && !pod.ports().contains(port.asText())) {
                findings.add(by.id() + " names the port '" + port.asText() + "', which " + pod.owner() + " has not");
            }
        }

        private void networkPorts(Manifest policy, List<Pod> pods) {
            policy.spec().path("ingress").forEach(rule -> rule.path("ports")
                    .forEach(port -> selected(policy, "podSelector", pods)
                            .forEach(pod -> port(policy, port.path("port"), pod))));
        }

        private void monitored(Manifest monitor) {
            LabelSelector selector = new LabelSelector(monitor.spec().path("selector"));
            overlay.of("Service")
                    .filter(service -> selector.matches(service.labels()))
                    .forEach(service -> {
                        Set<String> ports = Pod.elements(service.spec().path("ports"))
                                .map(port -> port.path("name").asText())
                                .collect(Collectors.toSet());
                        monitor.spec().path("endpoints").forEach(endpoint -> {
                            if (!ports.contains(endpoint.path("port").asText())) {
                                findings.add(monitor.id() + " names the port '"
                                        + endpoint.path("port").asText() + "', which " + service.id() + " has not");
                            }
                        });
                    });
        }

        private void pod(Pod pod) {
            Set<String> volumes = Pod.elements(pod.spec().path("volumes"))
                    .map(volume -> volume.path("name").asText())
                    .collect(Collectors.toSet());
            pod.spec().path("volumes").forEach(volume -> volume(pod.owner(), volume));
            pod.containers().forEach(container -> {
                container.path("volumeMounts").forEach(mount -> {
                    if (!volumes.contains(mount.path("name").asText())) {
                        findings.add(pod.owner() + " mounts '"
                                + mount.path("name").asText() + "', which is no volume of it");
                    }
                });
                for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                    JsonNode port = container.path(probe).path("httpGet").path("port");
                    if (port.isTextual() && !pod.ports().contains(port.asText())) {
                        findings.add(pod.owner() + " " + probe + " names the port '" + port.asText()
                                + "', which it has not");
                    }
                }
                container.path("env").forEach(env -> {
                    key(pod.owner(), "Secret", env.at("/valueFrom/secretKeyRef"), secrets);
                    key(pod.owner(), "ConfigMap", env.at("/valueFrom/configMapKeyRef"), configMaps);
                });
                container.path("envFrom").forEach(from -> {
                    name(pod.owner(), "ConfigMap", from.path("configMapRef").path("name"), configMaps);
                    name(pod.owner(), "Secret", from.path("secretRef").path("name"), secrets);
                });
            });
        }

        private void volume(String owner, JsonNode volume) {
            JsonNode secret = volume.path("secret");
            JsonNode map = volume.path("configMap");
            name(owner, "Secret", secret.path("secretName"), secrets);
            name(owner, "ConfigMap", map.path("name"), configMaps);
            secret.path("items")
                    .forEach(item -> key(owner, "Secret", secret.path("secretName"), item.path("key"), secrets));
            map.path("items").forEach(item -> key(owner, "ConfigMap", map.path("name"), item.path("key"), configMaps));
        }

        /** What names a Secret or a ConfigMap in a custom object: {@code {name, key}}, or a certificate of a Gateway. */
        private void custom(Manifest manifest) {
            manifest.json()
                    .findValues("secretTargetRef")
                    .forEach(refs -> refs.forEach(ref -> key(manifest.id(), "Secret", ref, secrets)));
            manifest.json()
                    .findValues("certificateRefs")
                    .forEach(refs -> refs.forEach(ref -> name(manifest.id(), "Secret", ref.path("name"), secrets)));
            for (String field : List.of("accessKeyId", "secretAccessKey", "password")) {
                manifest.json().findValues(field).forEach(ref -> key(manifest.id(), "Secret", ref, secrets));
            }
            manifest.json().findValues("barmanObjectName").stream()
                    .filter(name -> overlay.find("ObjectStore", name.asText()).isEmpty())
                    .forEach(name -> findings.add(
                            manifest.id() + " names the ObjectStore '" + name.asText() + "', which there is not"));
        }

        private void key(String owner, String kind, JsonNode ref, Map<String, Set<String>> known) {
            key(owner, kind, ref.path("name"), ref.path("key"), known);
        }

        private void key(String owner, String kind, JsonNode name, JsonNode key, Map<String, Set<String>> known) {
            name(owner, kind, name, known);
            if (!key.isMissingNode()
                    && known.containsKey(name.asText())
                    && !known.get(name.asText()).contains(key.asText())) {
                findings.add(owner + " names the key '" + key.asText() + "', which the " + kind + " " + name.asText()
                        + " has not");
            }
        }

        private void name(String owner, String kind, JsonNode name, Map<String, Set<String>> known) {
            if (!name.isMissingNode() && !known.containsKey(name.asText())) {
                findings.add(owner + " names the " + kind + " '" + name.asText() + "', which nobody makes");
            }
        }
    }
}
