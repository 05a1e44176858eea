package io.tresen.proof.invariants;

import io.tresen.contracts.Topic;
import io.tresen.contracts.Topics;
import io.tresen.proof.client.Pause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * I5 while events come: reads on from where it was, so that a look costs what has come since. It keeps an id of each event and
 * a number of each key.
 */
final class SequenceWatch implements AutoCloseable {

    private static final Duration AT_MOST = Duration.ofMinutes(2);

    private final Map<String, Topic> topics = Topics.all().stream()
            .filter(topic -> !topic.types().isEmpty() && topic.counted())
            .collect(Collectors.toMap(Topic::name, Function.identity()));
    private final Map<String, Long> last = new HashMap<>();
    private final Set<UUID> seen = new HashSet<>();
    private final KafkaConsumer<byte[], byte[]> consumer;
    /** Found and not told yet: a look may be broken off half-way. */
    private final List<String> found = new ArrayList<>();

    private List<TopicPartition> partitions = List.of();

    SequenceWatch(String bootstrap) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "earliest",
                        "default.api.timeout.ms",
                        10_000),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** Violations among what has come since the last look. @throws org.apache.kafka.common.KafkaException while there is no broker */
    List<String> look() {
        if (partitions.isEmpty()) {
            List<TopicPartition> all = topics.keySet().stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            partitions = all;
        }
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Pause pause = new Pause(AT_MOST);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                Fact fact = TopicHistory.fact(record, value -> null);
                if (fact != null && seen.add(fact.id())) {
                    check(fact);
                }
            }
            if (!pause.again()) {
                throw new IllegalStateException("what is in the topics can't be read");
            }
        }
        List<String> told = List.copyOf(found);
        found.clear();
        return told;
    }

    /** As {@link Sequences} does in the end. */
    private void check(Fact fact) {
        Topic topic = topics.get(fact.topic());
        Long before = last.put(topic + " " + fact.key(), fact.sequence());
        if (!Sequences.follows(topic, before == null ? 0 : before, fact.sequence())) {
            found.add(Sequences.told(topic, fact, before == null ? 0 : before));
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
