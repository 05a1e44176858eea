package io.tresen.messaging.inbox;

import io.tresen.messaging.event.KafkaConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads all partitions of a topic without a consumer group: it commits nothing and disturbs nobody. */
final class WholeTopic implements AutoCloseable {

    private static final Duration WAITING = Duration.ofSeconds(2);
    private static final Duration READING = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    private WholeTopic(KafkaConnection connection, String topic, boolean fromBeginning, Duration fetchWait) {
        Map<String, Object> settings = new HashMap<>(connection.settings());
        settings.putAll(Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG,
                "whole-" + topic + '-' + UUID.randomUUID(),
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                10_000,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                (int) fetchWait.toMillis(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class));
        consumer = new KafkaConsumer<>(settings);
        try {
            partitions = partitions(topic);
            consumer.assign(partitions);
            if (fromBeginning) {
                consumer.seekToBeginning(partitions);
            } else {
                consumer.seekToEnd(partitions);
                partitions.forEach(consumer::position);
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** For whoever waits for what is told next: while there is nothing it asks seldom. */
    static WholeTopic waitingFor(KafkaConnection connection, String topic, boolean fromBeginning) {
        return new WholeTopic(connection, topic, fromBeginning, WAITING);
    }

    /**
     * For whoever reads up to {@link #ends} and is done. A consumer has a fetch under way all the time, sent ahead, and whatever it
     * asks besides, and its end, wait until the broker has answered that.
     */
    static WholeTopic toItsEnds(KafkaConnection connection, String topic, boolean fromBeginning) {
        return new WholeTopic(connection, topic, fromBeginning, READING);
    }

    /** A broker that does not know the topic answers with no partitions; a copy of those would be an empty one. */
    private List<TopicPartition> partitions(String topic) {
        List<PartitionInfo> infos = consumer.partitionsFor(topic);
        if (infos == null || infos.isEmpty()) {
            throw new UnknownTopicOrPartitionException("There is no topic " + topic);
        }
        return infos.stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    /** Goes to the first records of that time or later; to the end where there are none. */
    void goTo(Instant time) {
        Map<TopicPartition, Long> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, time.toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(asked);
        partitions.stream()
                .filter(partition -> found.get(partition) != null)
                .forEach(partition ->
                        consumer.seek(partition, found.get(partition).offset()));
    }

    ConsumerRecords<byte[], byte[]> poll(Duration atMost) {
        return consumer.poll(atMost);
    }

    /** Where the topic ends now. */
    Map<TopicPartition, Long> ends() {
        return consumer.endOffsets(partitions);
    }

    boolean reached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    @Override
    public void close() {
        consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ofSeconds(2)));
    }
}
