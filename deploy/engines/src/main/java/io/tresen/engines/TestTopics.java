package io.tresen.engines;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Raw records for tests: publish what another service would, read what the service under test has published. */
public final class TestTopics {

    private static final Duration POLL = Duration.ofMillis(100);

    /** How long the broker keeps a fetch while there is nothing, in ms: a consumer that ends waits for its last one. */
    private static final int FETCH_WAIT_MS = 20;

    private static KafkaProducer<byte[], byte[]> producer;

    private TestTopics() {}

    /**
     * Publishes one record and returns once the broker has it.
     *
     * @param value null for a tombstone
     * @param headers by name, UTF-8
     */
    public static RecordMetadata produce(String topic, byte[] key, byte[] value, Map<String, String> headers) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key, value);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        try {
            return producer().send(record).get(60, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new EngineFailure("could not publish to " + topic + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineFailure("interrupted while publishing to " + topic, e);
        }
    }

    /** {@link #produce(String, byte[], byte[], Map)} with a key in UTF-8. */
    public static RecordMetadata produce(String topic, String key, byte[] value, Map<String, String> headers) {
        return produce(topic, key.getBytes(StandardCharsets.UTF_8), value, headers);
    }

    /**
     * Reads the topic from its beginning until a record matches, and returns all that match by then; in order of offset
     * within a partition.
     *
     * @throws AssertionError when none matches in time, with a list of what the topic holds
     */
    public static List<ConsumerRecord<byte[], byte[]>> await(
            String topic, Predicate<ConsumerRecord<byte[], byte[]>> wanted, Duration timeout) {
        return await(topic, wanted, 1, timeout);
    }

    /** As {@link #await(String, Predicate, Duration)}, until at least that many records match. */
    public static List<ConsumerRecord<byte[], byte[]>> await(
            String topic, Predicate<ConsumerRecord<byte[], byte[]>> wanted, int count, Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = fromBeginning(topic)) {
            while (true) {
                consumer.poll(POLL).forEach(all::add);
                List<ConsumerRecord<byte[], byte[]>> matching =
                        all.stream().filter(wanted).toList();
                if (matching.size() >= count) {
                    return matching;
                }
                if (System.nanoTime() > end) {
                    throw new AssertionError(topic + " has " + matching.size() + " of " + count
                            + " wanted records after " + timeout + ", among " + all.size() + ":\n"
                            + all.stream().map(TestTopics::describe).collect(Collectors.joining("\n")));
                }
            }
        }
    }

    /** Everything that the topic holds at the moment of the call. */
    public static List<ConsumerRecord<byte[], byte[]>> all(String topic) {
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = fromBeginning(topic)) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(all::add);
            }
        }
        return all;
    }

    /** True when the group has committed all that the topic holds: its consumer has acknowledged it. */
    public static boolean isRead(String topic, String group) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        Engines.ofThisJvm().bootstrapServers(),
                        "enable.auto.commit",
                        false,
                        "group.id",
                        group),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions(consumer, topic));
            Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(ends.keySet());
            return ends.entrySet().stream()
                    .filter(end -> end.getValue() > 0)
                    .allMatch(end -> committed.get(end.getKey()) != null
                            && committed.get(end.getKey()).offset() == end.getValue());
        }
    }

    /** A header's text; null when the record has none of that name. */
    public static String header(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** The key as text; null when the record has none. */
    public static String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
    }

    private static String describe(ConsumerRecord<byte[], byte[]> record) {
        return "  " + record.partition() + "/" + record.offset() + " key " + key(record) + " ce_type "
                + header(record, "ce_type") + " ce_id " + header(record, "ce_id");
    }

    private static KafkaConsumer<byte[], byte[]> fromBeginning(String topic) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        Engines.ofThisJvm().bootstrapServers(),
                        "enable.auto.commit",
                        false,
                        "fetch.max.wait.ms",
                        FETCH_WAIT_MS),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = partitions(consumer, topic);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    private static synchronized KafkaProducer<byte[], byte[]> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", Engines.ofThisJvm().bootstrapServers(), "linger.ms", 0),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
        }
        return producer;
    }
}
