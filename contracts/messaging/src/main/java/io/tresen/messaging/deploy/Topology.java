package io.tresen.messaging.deploy;

import io.tresen.contracts.Topic;
import io.tresen.contracts.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** Creates the platform's topics. Partitions are fixed at creation: a key must never move to another partition. */
public final class Topology {

    /** Less than the day by which inbox rows outlive their topic's retention. */
    private static final Duration LONGEST_SEGMENT = Duration.ofHours(12);

    /** As long as records are kept elsewhere: a reader that was away for less still hears that a key was removed. */
    private static final Duration REMOVALS_KEPT = Duration.ofDays(14);

    private Topology() {}

    /**
     * Creates the topics that are missing, one replica each. Existing ones keep their partitions and get the settings of this version.
     *
     * @param bootstrap Kafka's bootstrap servers
     * @param partitions partitions of each new topic, 1 or more
     */
    public static void createTopics(String bootstrap, int partitions)
            throws InterruptedException, ExecutionException, TimeoutException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap))) {
            Set<String> existing = admin.listTopics().names().get(30, TimeUnit.SECONDS);
            List<NewTopic> missing = Topics.all().stream()
                    .filter(topic -> !existing.contains(topic.name()))
                    .map(topic -> new NewTopic(topic.name(), partitions, (short) 1).configs(settings(topic)))
                    .toList();
            admin.createTopics(missing).all().get(60, TimeUnit.SECONDS);
            Map<ConfigResource, Collection<AlterConfigOp>> kept = Topics.all().stream()
                    .filter(topic -> existing.contains(topic.name()))
                    .collect(Collectors.toMap(
                            topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()), Topology::set));
            admin.incrementalAlterConfigs(kept).all().get(60, TimeUnit.SECONDS);
        }
    }

    private static Collection<AlterConfigOp> set(Topic topic) {
        return settings(topic).entrySet().stream()
                .map(setting -> new AlterConfigOp(
                        new ConfigEntry(setting.getKey(), setting.getValue()), AlterConfigOp.OpType.SET))
                .toList();
    }

    private static Map<String, String> settings(Topic topic) {
        return topic.retention()
                .map(kept -> Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(kept.toMillis()),
                        // a record leaves with its whole segment: without this it would outlive its id in the inbox
                        TopicConfig.SEGMENT_MS_CONFIG,
                        Long.toString(Math.min(kept.toMillis() / 2, LONGEST_SEGMENT.toMillis()))))
                .orElse(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT,
                        TopicConfig.DELETE_RETENTION_MS_CONFIG,
                        Long.toString(REMOVALS_KEPT.toMillis())));
    }
}
