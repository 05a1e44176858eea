package io.tresen.proof.topics;

import io.tresen.contracts.Topic;
import io.tresen.messaging.event.SchemaIds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Takes the part of services of the next version: what today's services wrote while they were up is written once more as the
 * {@link NextVersion} writes it, and the consumers, none of which may run meanwhile, go on behind the old form. So they know
 * of each event by its next version alone.
 */
public final class NextProducer {

    private final TopicBytes topics;
    private final ConsumerOffsets offsets;
    private final Wire wire;
    private final Map<String, Set<TopicPartition>> consumers;
    private final Map<String, Schema> schemas = new HashMap<>();
    private final Map<String, Integer> ids = new HashMap<>();
    private final Map<String, Integer> written = new TreeMap<>();
    private Map<TopicPartition, Long> done;

    /** Begins behind what the topics hold now. @param consumers as {@link ConsumerOffsets#assigned} told while all ran */
    public NextProducer(
            TopicBytes topics, ConsumerOffsets offsets, Wire wire, Map<String, Set<TopicPartition>> consumers) {
        this.topics = topics;
        this.offsets = offsets;
        this.wire = wire;
        this.consumers = consumers;
        this.done = topics.ends();
    }

    /** Registers the next version of every event. @return how many the registry took */
    public int register() {
        for (Topic topic : TopicBytes.events()) {
            for (String name : topic.recordNames()) {
                Schema next = NextVersion.of(SchemaIds.schemaOf(name));
                schemas.put(name, next);
                ids.put(name, wire.register(next));
            }
        }
        return ids.size();
    }

    /**
     * Writes everything that is new since the last time in its next version.
     *
     * @return how many records
     * @throws IllegalStateException when a consumer still has something to read before what is new
     */
    public int takeOver() {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        Map<TopicPartition, Long> behindOld = topics.ends();
        for (Topic topic : TopicBytes.events()) {
            topics.read(topic, done).forEach(record -> sent.add(topics.send(next(record))));
        }
        sent.forEach(TopicBytes::acknowledged);
        consumers.forEach((consumer, partitions) -> {
            Map<TopicPartition, Long> its = new HashMap<>(behindOld);
            its.keySet().retainAll(partitions);
            offsets.skip(consumer, done, its);
        });
        done = topics.ends();
        return sent.size();
    }

    private ProducerRecord<byte[], byte[]> next(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return TopicBytes.again(record);
        }
        Schema today = wire.writer(record.value());
        String name = today.getFullName();
        byte[] value = Wire.write(ids.get(name), NextVersion.of(wire.read(record.value(), today), schemas.get(name)));
        written.merge(name.substring(name.lastIndexOf('.') + 1), 1, Integer::sum);
        return new ProducerRecord<>(record.topic(), record.partition(), record.key(), value, record.headers());
    }

    /** How many records of each type were written in their next version. */
    public Map<String, Integer> written() {
        return Map.copyOf(written);
    }
}
