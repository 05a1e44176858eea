package io.tresen.proof.invariants;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tresen.engines.Engines;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** A group is behind by what it has not acknowledged, be that something or all. */
class LagTest {

    private static final String TOPIC = "lag.test.v1";
    private static final String GROUP = "order.lag-test";

    private final String bootstrap = Engines.ofThisJvm().bootstrapServers();

    @Test
    void a_group_that_has_never_acknowledged_anything_is_behind_by_all()
            throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 2, (short) 1))).all().get();
        }
        send(0, 3);
        try (KafkaConsumer<String, String> reader = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "group.id",
                        GROUP,
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            reader.subscribe(List.of(TOPIC));
            read(reader, 3);
            assertEquals(List.of(GROUP + " is 3 records behind"), behind());
            reader.commitSync();
            assertEquals(List.of(), behind());
            // of the other partition nothing was there to be acknowledged
            send(1, 2);
            assertEquals(List.of(GROUP + " is 2 records behind"), behind());
        }
    }

    private void send(int partition, int records) throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < records; i++) {
                Future<?> sent = producer.send(new ProducerRecord<>(TOPIC, partition, "key", "value"));
                sent.get();
            }
        }
    }

    private static void read(KafkaConsumer<String, String> reader, int records) {
        int read = 0;
        for (int polls = 0; read < records && polls < 120; polls++) {
            read += reader.poll(Duration.ofMillis(500)).count();
        }
        assertEquals(records, read);
    }

    /** Other tests of this JVM have groups of their own on this broker. */
    private List<String> behind() {
        return Lag.behind(bootstrap).stream().filter(it -> it.startsWith(GROUP)).toList();
    }
}
