package io.tresen.proof.topics;

import io.tresen.contracts.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * A bad middleman: sends records that were sent already once more, byte for byte, to the partition where they lie. Among
 * keys any order comes about; a key's own records keep theirs, as Kafka promises no more than that.
 */
public final class Copier {

    private final TopicBytes topics;
    private final Random random;

    public Copier(TopicBytes topics, Random random) {
        this.topics = topics;
        this.random = random;
    }

    /** Sends that share of each topic's records again. @param share above 0, at most 1 @return how many records */
    public int again(double share) {
        return again(share, topics.ends());
    }

    /** The same of what lay before those places: who repeats that sends no copies of what it has sent itself. */
    public int again(double share, Map<TopicPartition, Long> ends) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (Topic topic : TopicBytes.events()) {
            List<ConsumerRecord<byte[], byte[]>> chosen = topics.read(topic, Map.of(), ends).stream()
                    .filter(record -> share >= 1 || random.nextDouble() < share)
                    .toList();
            shuffled(chosen).forEach(record -> sent.add(topics.send(TopicBytes.again(record))));
        }
        sent.forEach(TopicBytes::acknowledged);
        return sent.size();
    }

    /**
     * Sends what a topic holds from those places on once more, for a reader that passes over the originals.
     *
     * @return how many records come behind another that was written behind them
     */
    public int instead(Topic topic, Map<TopicPartition, Long> from) {
        List<ConsumerRecord<byte[], byte[]>> records = shuffled(topics.read(topic, from));
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        records.forEach(record -> sent.add(topics.send(TopicBytes.again(record))));
        sent.forEach(TopicBytes::acknowledged);
        return overtaken(records);
    }

    /** How many come behind one that lay behind them in their partition. */
    static int overtaken(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<Integer, Long> furthest = new HashMap<>();
        int overtaken = 0;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            long before = furthest.getOrDefault(record.partition(), -1L);
            if (record.offset() < before) {
                overtaken++;
            } else {
                furthest.put(record.partition(), record.offset());
            }
        }
        return overtaken;
    }

    /** In any order, each key's own order kept. */
    List<ConsumerRecord<byte[], byte[]>> shuffled(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<String, Deque<ConsumerRecord<byte[], byte[]>>> byKey = new LinkedHashMap<>();
        records.forEach(record ->
                byKey.computeIfAbsent(key(record), key -> new ArrayDeque<>()).add(record));
        List<Deque<ConsumerRecord<byte[], byte[]>>> left = new ArrayList<>(byKey.values());
        List<ConsumerRecord<byte[], byte[]>> shuffled = new ArrayList<>(records.size());
        while (!left.isEmpty()) {
            int next = random.nextInt(left.size());
            shuffled.add(left.get(next).remove());
            if (left.get(next).isEmpty()) {
                left.set(next, left.get(left.size() - 1));
                left.remove(left.size() - 1);
            }
        }
        return shuffled;
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    }
}
