package io.tresen.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic from its present end on, in a thread of its own, without a group. */
final class Events implements AutoCloseable {

    /** @param seenNs when it came here, by {@link System#nanoTime} */
    record Seen(String key, String type, byte[] value, long seenNs) {}

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Consumer<Seen> hears;
    private final Thread thread;
    private volatile boolean ending;

    Events(String bootstrap, String topic, Consumer<Seen> hears) {
        this.hears = hears;
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "enable.auto.commit", false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        // seeking is lazy; the end is where it is now
        partitions.forEach(consumer::position);
        thread = new Thread(this::run, "events-" + topic);
        thread.start();
    }

    private void run() {
        while (!ending) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                hears.accept(new Seen(text(record.key()), type(record), record.value(), System.nanoTime()));
            }
        }
        consumer.close();
    }

    private static String type(ConsumerRecord<byte[], byte[]> record) {
        Header type = record.headers().lastHeader("ce_type");
        return type == null ? "" : text(type.value());
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        ending = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
