package io.tresen.proof.journeys;

import io.tresen.contracts.Topic;
import io.tresen.proof.topics.TopicBytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * A record that nobody should have written, on a topic that keeps its records for a time: its key is new and does not begin with
 * 1, and its type is nobody's, so that every reader counts it and goes on. Closing takes it out again: what else its partition
 * held is sent once more as it was, which readers know, and all that lay there before is deleted.
 */
final class PlantedRecord implements AutoCloseable {

    private final String bootstrap;
    private final TopicBytes topics;
    private final TopicPartition partition;
    private final List<ConsumerRecord<byte[], byte[]>> others;

    /** Returns once the broker has it. @param topic not compacted, and not empty */
    PlantedRecord(String bootstrap, Topic topic) {
        this.bootstrap = bootstrap;
        this.topics = new TopicBytes(bootstrap);
        List<ConsumerRecord<byte[], byte[]>> all = topics.read(topic);
        ConsumerRecord<byte[], byte[]> like = all.get(0);
        this.partition = new TopicPartition(like.topic(), like.partition());
        this.others = all.stream()
                .filter(record -> record.partition() == like.partition())
                .toList();
        TopicBytes.acknowledged(topics.send(strange(like)));
    }

    /** A record can be read like another and be no event of anybody's. */
    private static ProducerRecord<byte[], byte[]> strange(ConsumerRecord<byte[], byte[]> like) {
        RecordHeaders headers = new RecordHeaders(like.headers().toArray());
        Map.of("ce_id", UUID.randomUUID().toString(), "ce_type", "SomethingNew", "ce_sequence", "2")
                .forEach((name, text) -> headers.remove(name).add(name, bytes(text)));
        return new ProducerRecord<>(
                like.topic(), like.partition(), bytes(UUID.randomUUID().toString()), like.value(), headers);
    }

    @Override
    public void close() {
        long end = topics.ends().get(partition);
        others.stream()
                .map(record -> topics.send(TopicBytes.again(record)))
                .toList()
                .forEach(TopicBytes::acknowledged);
        topics.close();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(end)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
