package io.tresen.kubernetes;

import io.tresen.contracts.Topic;
import io.tresen.contracts.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A cluster's topics are exactly {@link Topics}, each kept as long as it says there. */
final class TopicsAreOurs implements Check {

    /** As in messaging's Topology: a record leaves with its whole segment, and must not outlive its id in the inbox. */
    private static final Duration LONGEST_SEGMENT = Duration.ofHours(12);

    /** As in messaging's Topology. */
    private static final Duration REMOVALS_KEPT = Duration.ofDays(14);

    @Override
    public List<String> findings(Overlay overlay) {
        List<String> findings = new ArrayList<>();
        Map<String, Manifest> there =
                overlay.of("KafkaTopic").collect(Collectors.toMap(Manifest::name, manifest -> manifest, (a, b) -> a));
        Topics.all().stream()
                .filter(topic -> !there.containsKey(topic.name()))
                .forEach(topic -> findings.add("KafkaTopic/" + topic + " is missing"));
        there.forEach((name, manifest) -> Topics.all().stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .ifPresentOrElse(
                        topic -> compare(topic, manifest, findings),
                        () -> findings.add(manifest.id() + " is no topic of ours")));
        return findings;
    }

    private static void compare(Topic topic, Manifest manifest, List<String> findings) {
        Map<String, String> config = Manifest.map(manifest.spec().path("config"));
        Map<String, String> wanted = topic.retention()
                .map(kept -> Map.of(
                        "cleanup.policy", "delete",
                        "retention.ms", Long.toString(kept.toMillis()),
                        "segment.ms", Long.toString(Math.min(kept.toMillis() / 2, LONGEST_SEGMENT.toMillis()))))
                .orElse(Map.of(
                        "cleanup.policy", "compact", "delete.retention.ms", Long.toString(REMOVALS_KEPT.toMillis())));
        if (!config.equals(wanted)) {
            findings.add(manifest.id() + " is kept by " + config + " and not by " + wanted);
        }
        if (!"tresen".equals(manifest.labels().get("strimzi.io/cluster"))) {
            findings.add(manifest.id() + " belongs to no Kafka of ours");
        }
        if (manifest.spec().path("partitions").asInt() < 1) {
            findings.add(manifest.id() + " does not fix its partitions");
        }
        if (manifest.spec().has("replicas")) {
            findings.add(manifest.id() + " has replicas of its own; the broker's default is the overlay's");
        }
    }
}
