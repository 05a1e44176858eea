package io.tresen.proof.invariants;

import io.tresen.contracts.Topic;
import io.tresen.contracts.Topics;
import io.tresen.messaging.event.SchemaRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** All that the event topics hold, read without a group. Records that carry no CloudEvents id are strangers and left out. */
final class TopicHistory {

    /**
     * How long the broker keeps a fetch while there is nothing, in ms. One is always under way, sent ahead; what is asked next, such
     * as where the next topic ends, and the end wait for its answer.
     */
    private static final int FETCH_WAIT_MS = 20;

    private final SchemaRegistry registry;
    private final String bootstrap;
    private final Map<Integer, Schema> schemas = new HashMap<>();

    TopicHistory(String bootstrap, String registryUrl) {
        this.bootstrap = bootstrap;
        this.registry = new SchemaRegistry(registryUrl);
    }

    /** Facts by topic, in the order of offsets within a partition. */
    Map<Topic, List<Fact>> read() {
        return read(
                Topics.all().stream().filter(topic -> !topic.types().isEmpty()).toList());
    }

    /** The same of these topics alone. */
    Map<Topic, List<Fact>> read(List<Topic> topics) {
        Map<Topic, List<Fact>> all = new LinkedHashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "enable.auto.commit", false, "fetch.max.wait.ms", FETCH_WAIT_MS),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            topics.forEach(topic -> all.put(topic, read(consumer, topic)));
        }
        return all;
    }

    private List<Fact> read(KafkaConsumer<byte[], byte[]> consumer, Topic topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        List<Fact> facts = new ArrayList<>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                Fact fact = fact(record);
                if (fact != null) {
                    facts.add(fact);
                }
            }
        }
        return facts;
    }

    private Fact fact(ConsumerRecord<byte[], byte[]> record) {
        return fact(record, this::decode);
    }

    /** @param decode what the value says; asked for what has one and is no stranger's. @return null for a stranger */
    static Fact fact(ConsumerRecord<byte[], byte[]> record, Function<byte[], GenericRecord> decode) {
        String id = header(record, "ce_id");
        String type = header(record, "ce_type");
        String sequence = header(record, "ce_sequence");
        String source = header(record, "ce_source");
        if (id == null || type == null || sequence == null || record.key() == null || source == null) {
            return null;
        }
        return new Fact(
                record.topic(),
                record.partition(),
                record.offset(),
                new String(record.key(), StandardCharsets.UTF_8),
                UUID.fromString(id),
                type,
                Long.parseLong(sequence),
                record.value() == null ? null : decode.apply(record.value()));
    }

    private GenericRecord decode(byte[] bytes) {
        Schema schema = schemas.computeIfAbsent(ByteBuffer.wrap(bytes, 1, 4).getInt(), this::schema);
        try {
            return new GenericDatumReader<GenericRecord>(schema)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, 5, bytes.length - 5, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Schema schema(int id) {
        try {
            return new Schema.Parser().parse(registry.schema(id).orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
