package io.tresen.proof.topics;

import io.tresen.contracts.Topic;
import io.tresen.contracts.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Reads and writes topics as anybody could who reaches the broker: bytes in, bytes out, nothing of the platform's own. */
public final class TopicBytes implements AutoCloseable {

    private static final long ANSWER_S = 60;

    /**
     * How long the broker keeps a fetch while there is nothing, in ms. One is always under way, sent ahead; what is asked next, such
     * as where the next topic ends, and the end wait for its answer.
     */
    private static final int FETCH_WAIT_MS = 20;

    /** More than a broker takes, so that it is the broker who refuses. */
    private static final int LARGEST = 4 << 20;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;

    public TopicBytes(String bootstrap) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "enable.auto.commit", false, "fetch.max.wait.ms", FETCH_WAIT_MS),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "linger.ms", 5, "max.request.size", LARGEST),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** The topics that carry events; dead letters are nobody's input. */
    public static List<Topic> events() {
        return Topics.all().stream().filter(topic -> !topic.types().isEmpty()).toList();
    }

    /** All that a topic holds now; in the order of writing within a partition. */
    public List<ConsumerRecord<byte[], byte[]>> read(Topic topic) {
        return read(topic, Map.of());
    }

    /** The same from these offsets on; from the beginning of a partition that is not named. */
    public List<ConsumerRecord<byte[], byte[]>> read(Topic topic, Map<TopicPartition, Long> from) {
        return read(topic, from, consumer.endOffsets(partitions(topic)));
    }

    /** The same before these offsets; of a partition that is not named, nothing. */
    public List<ConsumerRecord<byte[], byte[]>> read(
            Topic topic, Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends) {
        List<TopicPartition> partitions = partitions(topic);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        from.forEach((partition, offset) -> {
            if (partitions.contains(partition)) {
                consumer.seek(partition, offset);
            }
        });
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        while (partitions.stream().anyMatch(it -> consumer.position(it) < ends.getOrDefault(it, 0L))) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                if (record.offset() < ends.getOrDefault(partition, 0L)) {
                    records.add(record);
                }
            }
        }
        return records;
    }

    /** Where the next record of each partition of all event topics will be. */
    public Map<TopicPartition, Long> ends() {
        Map<TopicPartition, Long> ends = new HashMap<>();
        events().forEach(topic -> ends.putAll(consumer.endOffsets(partitions(topic))));
        return ends;
    }

    private List<TopicPartition> partitions(Topic topic) {
        return consumer.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    /** A record as it was, to be sent once more to where it lay. */
    public static ProducerRecord<byte[], byte[]> again(ConsumerRecord<byte[], byte[]> record) {
        return new ProducerRecord<>(record.topic(), record.partition(), record.key(), record.value(), record.headers());
    }

    /** Sends; {@link #acknowledged} waits. Records of a partition arrive in the order of sending. */
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
        return producer.send(record);
    }

    /** Whether the broker itself does not take it: what it says, and not that it says nothing. Send it alone. */
    public boolean refused(ProducerRecord<byte[], byte[]> record) {
        try {
            acknowledged(send(record));
            return false;
        } catch (IllegalStateException e) {
            Throwable said =
                    e.getCause() instanceof ExecutionException ? e.getCause().getCause() : e.getCause();
            return said instanceof RecordTooLargeException || said instanceof InvalidRecordException;
        }
    }

    /** Waits until the broker has all that was sent. */
    public void flush() {
        producer.flush();
    }

    /** Where a record lies. @throws IllegalStateException when the broker did not take it, with the broker's reason */
    public static RecordMetadata acknowledged(Future<RecordMetadata> sent) {
        try {
            return sent.get(ANSWER_S, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the broker did not take it: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(ANSWER_S));
        consumer.close();
    }
}
