package io.tresen.kubernetes;

import io.tresen.contracts.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was acknowledged stays: on two disks before it is, in production, and in a backup after it. */
final class Durability implements Check {

    @Override
    public List<String> findings(Overlay overlay) {
        List<String> findings = new ArrayList<>();
        overlay.of("Kafka").forEach(kafka -> broker(overlay, kafka, findings));
        overlay.of("KafkaNodePool")
                .forEach(pool -> pool.spec().at("/storage/volumes").forEach(volume -> {
                    if (!volume.path("type").asText().equals("persistent-claim")
                            || volume.path("deleteClaim").asBoolean()) {
                        findings.add(pool.id() + " keeps its data no longer than its pods");
                    }
                }));
        overlay.of("Cluster").forEach(cluster -> database(overlay, cluster, findings));
        overlay.of("ApicurioRegistry3")
                .filter(registry ->
                        !registry.spec().at("/app/storage/type").asText().equals("postgresql"))
                .forEach(registry -> findings.add(registry.id() + " forgets its schemas"));
        return findings;
    }

    private static void broker(Overlay overlay, Manifest kafka, List<String> findings) {
        Map<String, String> config = Manifest.map(kafka.spec().at("/kafka/config"));
        if (!"false".equals(config.get("unclean.leader.election.enable"))) {
            findings.add(kafka.id() + " may take a leader that lacks what was acknowledged");
        }
        if (!"false".equals(config.get("auto.create.topics.enable"))) {
            findings.add(kafka.id() + " makes topics that nobody wrote down");
        }
        long longestKept = Topics.all().stream()
                .flatMap(topic -> topic.retention().stream())
                .mapToLong(Duration::toMinutes)
                .max()
                .orElseThrow();
        if (Long.parseLong(config.getOrDefault("offsets.retention.minutes", "10080")) < longestKept) {
            findings.add(kafka.id() + " forgets where a resting group stood before its topics are gone");
        }
        kafka.spec().at("/kafka/listeners").forEach(listener -> {
            if (!listener.path("tls").asBoolean()
                    || !listener.at("/authentication/type").asText().equals("tls")) {
                findings.add(kafka.id() + " has a listener without certificates");
            }
        });
        if (!kafka.spec().at("/kafka/authorization/type").asText().equals("simple")) {
            findings.add(kafka.id() + " lets everybody do everything");
        }
        int brokers = overlay.of("KafkaNodePool")
                .filter(pool -> pool.spec().path("roles").toString().contains("broker"))
                .mapToInt(pool -> pool.spec().path("replicas").asInt())
                .sum();
        if (overlay.isProd()) {
            for (String copies : Set.of("default.replication.factor", "offsets.topic.replication.factor")) {
                if (!"3".equals(config.get(copies))) {
                    findings.add(kafka.id() + " has " + copies + " " + config.get(copies));
                }
            }
            if (!"2".equals(config.get("min.insync.replicas")) || brokers < 3) {
                findings.add(kafka.id() + " acknowledges what only one broker has");
            }
        }
    }

    private static void database(Overlay overlay, Manifest cluster, List<String> findings) {
        Map<String, String> parameters = Manifest.map(cluster.spec().at("/postgresql/parameters"));
        for (String parameter : Set.of("fsync", "synchronous_commit", "full_page_writes")) {
            if (!parameters.getOrDefault(parameter, "on").equals("on")) {
                findings.add(cluster.id() + " has " + parameter + " " + parameters.get(parameter));
            }
        }
        if (!overlay.isProd()) {
            return;
        }
        if (cluster.spec().path("instances").asInt() < 3
                || !cluster.spec()
                        .at("/postgresql/synchronous/dataDurability")
                        .asText()
                        .equals("required")) {
            findings.add(cluster.id() + " commits what only one instance has");
        }
        if (!cluster.spec().at("/plugins/0/isWALArchiver").asBoolean()) {
            findings.add(cluster.id() + " keeps no write-ahead log elsewhere");
        }
        if (overlay.of("ScheduledBackup")
                .noneMatch(backup -> backup.spec().at("/cluster/name").asText().equals(cluster.name()))) {
            findings.add(cluster.id() + " is never backed up");
        }
    }
}
