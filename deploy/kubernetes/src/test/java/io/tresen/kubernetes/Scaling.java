package io.tresen.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One autoscaler at most decides about a Deployment, and no more replicas come than partitions and connections allow. */
final class Scaling implements Check {

    /** Flyway of a starting replica, the operator's own connections, those kept for a superuser. */
    private static final int OTHER_CONNECTIONS = 12;

    @Override
    public List<String> findings(Overlay overlay) {
        List<String> findings = new ArrayList<>();
        Map<String, Manifest> scalerByTarget = new HashMap<>();
        Stream.of("HorizontalPodAutoscaler", "ScaledObject")
                .flatMap(overlay::of)
                .forEach(scaler -> {
                    JsonNode target = scaler.spec().path("scaleTargetRef");
                    String id = target.path("kind").asText() + "/"
                            + target.path("name").asText();
                    Manifest other = scalerByTarget.put(id, scaler);
                    if (other != null) {
                        findings.add(id + " has two autoscalers: " + other.id() + " and " + scaler.id());
                    }
                    overlay.find(
                                    target.path("kind").asText(),
                                    target.path("name").asText())
                            .ifPresentOrElse(
                                    deployment -> scaled(overlay, scaler, deployment, findings),
                                    () -> findings.add(scaler.id() + " scales " + id + ", which there is not"));
                    triggers(overlay, scaler, findings);
                });
        return findings;
    }

    private static void scaled(Overlay overlay, Manifest scaler, Manifest deployment, List<String> findings) {
        if (deployment.spec().has("replicas")) {
            findings.add(deployment.id() + " has replicas, which every apply would set against " + scaler.id());
        }
        int pool = Integer.parseInt(Services.commonSettings().getProperty("quarkus.datasource.reactive.max-size"));
        int connections = overlay.find("Cluster", deployment.name() + "-db")
                .map(cluster -> cluster.spec()
                        .at("/postgresql/parameters/max_connections")
                        .asInt())
                .orElse(0);
        // one more while a roll-out goes on
        if ((most(scaler) + 1) * pool + OTHER_CONNECTIONS > connections) {
            findings.add(scaler.id() + " allows more replicas than " + connections + " connections are enough for");
        }
    }

    private static void triggers(Overlay overlay, Manifest scaler, List<String> findings) {
        Map<String, String> topics = Services.topicsByGroup();
        scaler.spec().path("triggers").forEach(trigger -> {
            JsonNode metadata = trigger.path("metadata");
            if (!trigger.path("type").asText().equals("kafka")) {
                return;
            }
            String group = metadata.path("consumerGroup").asText();
            String topic = metadata.path("topic").asText();
            if (!topic.equals(topics.get(group)) || !group.startsWith(scaler.name() + ".")) {
                findings.add(scaler.id() + " looks at " + group + " on " + topic + ", which it does not read so");
            }
            overlay.find("KafkaTopic", topic)
                    .filter(found -> found.spec().path("partitions").asInt() < most(scaler))
                    .ifPresent(found ->
                            findings.add(scaler.id() + " allows more replicas than " + topic + " has partitions"));
        });
    }

    private static int most(Manifest scaler) {
        return scaler.spec()
                .path("maxReplicas")
                .asInt(scaler.spec().path("maxReplicaCount").asInt());
    }
}
