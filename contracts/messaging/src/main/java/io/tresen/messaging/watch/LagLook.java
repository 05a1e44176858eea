package io.tresen.messaging.watch;

import io.tresen.messaging.event.KafkaConnection;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Looks where groups stand: what they committed against where their topics end, and the time of the first record in
 * between, which is read without a group. One thread's.
 */
final class LagLook implements Looks {

    record Group(String id, String topic) {}

    /** @param seconds age of the oldest record that is not processed, 0 for none */
    record Lag(double seconds, double records) {
        static final Lag UNKNOWN = new Lag(Double.NaN, Double.NaN);
        static final Lag NONE = new Lag(0, 0);
    }

    private static final int ANSWER_MS = 10_000;
    private static final Duration READ = Duration.ofSeconds(2);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> reader;

    LagLook(KafkaConnection connection) {
        Map<String, Object> settings = new HashMap<>(connection.settings());
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MS);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MS / 2);
        admin = Admin.create(settings);
        settings.putAll(Map.of(
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                // the first record is enough; the broker sends at least one batch whatever its size
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                1,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                1_024,
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class));
        reader = new KafkaConsumer<>(settings);
    }

    @Override
    public Map<Group, Lag> at(List<Group> groups) throws ExecutionException, InterruptedException, TimeoutException {
        Map<String, List<TopicPartition>> partitions = groups.stream()
                .map(Group::topic)
                .distinct()
                .collect(Collectors.toMap(Function.identity(), this::partitions));
        Set<TopicPartition> all =
                partitions.values().stream().flatMap(List::stream).collect(Collectors.toSet());
        // before the ends: what is committed in between is at most not counted
        Map<String, Map<TopicPartition, OffsetAndMetadata>> committed = committed(groups);
        Map<TopicPartition, Long> begins = reader.beginningOffsets(all);
        Map<TopicPartition, Long> ends = reader.endOffsets(all);
        Map<Group, Lag> lags = new HashMap<>();
        for (Group group : groups) {
            Map<TopicPartition, Long> behind = new HashMap<>();
            long records = 0;
            for (TopicPartition partition : partitions.get(group.topic())) {
                OffsetAndMetadata offset = committed.get(group.id()).get(partition);
                long from = Math.max(begins.get(partition), offset == null ? 0 : offset.offset());
                if (from < ends.get(partition)) {
                    behind.put(partition, from);
                    records += ends.get(partition) - from;
                }
            }
            boolean there = !partitions.get(group.topic()).isEmpty();
            lags.put(group, !there ? Lag.UNKNOWN : behind.isEmpty() ? Lag.NONE : new Lag(oldest(behind), records));
        }
        return Map.copyOf(lags);
    }

    /** None for a topic that the broker does not know. */
    private List<TopicPartition> partitions(String topic) {
        List<PartitionInfo> infos = reader.partitionsFor(topic);
        return infos == null
                ? List.of()
                : infos.stream()
                        .map(info -> new TopicPartition(topic, info.partition()))
                        .toList();
    }

    private Map<String, Map<TopicPartition, OffsetAndMetadata>> committed(Collection<Group> groups)
            throws ExecutionException, InterruptedException, TimeoutException {
        return admin.listConsumerGroupOffsets(groups.stream()
                        .map(Group::id)
                        .distinct()
                        .collect(Collectors.toMap(Function.identity(), id -> new ListConsumerGroupOffsetsSpec())))
                .all()
                .get(ANSWER_MS, TimeUnit.MILLISECONDS);
    }

    /** Seconds since the oldest of the first records; NaN when none came in time. */
    private double oldest(Map<TopicPartition, Long> from) {
        reader.assign(from.keySet());
        from.forEach(reader::seek);
        Set<TopicPartition> left = new HashSet<>(from.keySet());
        long oldest = Long.MAX_VALUE;
        long end = System.nanoTime() + READ.toNanos();
        while (!left.isEmpty() && System.nanoTime() < end) {
            for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                if (left.remove(partition)) {
                    oldest = Math.min(oldest, record.timestamp());
                    reader.pause(List.of(partition));
                }
            }
        }
        reader.unsubscribe();
        return oldest == Long.MAX_VALUE ? Double.NaN : Math.max(0, System.currentTimeMillis() - oldest) / 1000.0;
    }

    @Override
    public void close() {
        reader.close(CloseOptions.timeout(Duration.ofSeconds(2)));
        admin.close(Duration.ofSeconds(2));
    }
}
