package io.tresen.engines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.contracts.Topic;
import io.tresen.contracts.Topics;
import io.tresen.messaging.deploy.Topology;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KafkaIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final Engines engines = Engines.ofThisJvm();
    private final String topic = "test." + UUID.randomUUID();

    @BeforeEach
    void topic() throws Exception {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get(30, TimeUnit.SECONDS);
        }
    }

    @AfterEach
    void running() {
        engines.kafka().resume();
        engines.kafka().start();
    }

    @Test
    void acknowledged_records_and_offsets_are_there_after_kill_9() {
        IntStream.range(0, 100)
                .forEach(n -> TestTopics.produce(topic, "key " + n, bytes("value " + n), Map.of("n", "" + n)));
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            consumer.assign(List.of(partition));
            consumer.commitSync(Map.of(partition, new OffsetAndMetadata(7)));
        }

        engines.kafka().kill();
        assertFalse(Ports.open(engines.host(), engines.kafka().port()));
        engines.kafka().start();

        assertEquals(100, TestTopics.all(topic).size());
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            consumer.assign(List.of(partition));
            assertEquals(
                    7,
                    consumer.committed(java.util.Set.of(partition))
                            .get(partition)
                            .offset());
        }
    }

    @Test
    void records_are_there_after_a_stop_and_a_producer_of_before_goes_on() {
        TestTopics.produce(topic, "key", bytes("before"), Map.of());

        engines.kafka().stop();
        assertFalse(engines.kafka().running());
        engines.kafka().start();
        TestTopics.produce(topic, "key", bytes("after"), Map.of());

        List<ConsumerRecord<byte[], byte[]>> records = TestTopics.await(topic, record -> true, 2, SOON);
        assertEquals(
                List.of("before", "after"),
                records.stream()
                        .map(record -> new String(record.value(), UTF_8))
                        .toList());
    }

    @Test
    void headers_keys_and_tombstones_come_through_as_they_were_sent() {
        TestTopics.produce(topic, "key", null, Map.of("ce_type", "ProductRemoved"));

        ConsumerRecord<byte[], byte[]> record = TestTopics.await(
                        topic, r -> "ProductRemoved".equals(TestTopics.header(r, "ce_type")), SOON)
                .get(0);
        assertEquals("key", TestTopics.key(record));
        assertEquals(Optional.empty(), Optional.ofNullable(record.value()));
        assertEquals(Optional.empty(), Optional.ofNullable(TestTopics.header(record, "ce_id")));
    }

    @Test
    void waiting_in_vain_says_what_the_topic_holds() {
        TestTopics.produce(topic, "key", bytes("value"), Map.of("ce_type", "OrderPlaced"));

        AssertionError error = assertThrows(
                AssertionError.class, () -> TestTopics.await(topic, record -> false, Duration.ofSeconds(2)));
        assertTrue(error.getMessage().contains("OrderPlaced"), error::getMessage);
    }

    @Test
    void topics_that_were_there_before_a_version_get_its_settings_and_keep_their_partitions() throws Exception {
        List<Topic> topics = List.of(Topics.CATALOG_PRODUCT, Topics.ORDER_ORDER);
        Topology.createTopics(engines.bootstrapServers(), 2);
        try (Admin admin = admin()) {
            Map<String, Integer> before = partitions(admin, topics);
            admin.incrementalAlterConfigs(Map.of(
                            resource(Topics.CATALOG_PRODUCT),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("delete.retention.ms", ""), AlterConfigOp.OpType.DELETE)),
                            resource(Topics.ORDER_ORDER),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("retention.ms", "60000"), AlterConfigOp.OpType.SET))))
                    .all()
                    .get(30, TimeUnit.SECONDS);
            await().atMost(SOON)
                    .until(() -> "86400000".equals(setting(admin, Topics.CATALOG_PRODUCT, "delete.retention.ms")));

            Topology.createTopics(engines.bootstrapServers(), 7);
            await().atMost(SOON).until(() -> Long.toString(Duration.ofDays(14).toMillis())
                    .equals(setting(admin, Topics.CATALOG_PRODUCT, "delete.retention.ms")));
            await().atMost(SOON).until(() -> Long.toString(
                            Topics.ORDER_ORDER.retention().orElseThrow().toMillis())
                    .equals(setting(admin, Topics.ORDER_ORDER, "retention.ms")));
            assertEquals(before, partitions(admin, topics));
        }
    }

    private static ConfigResource resource(Topic topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    }

    private static String setting(Admin admin, Topic topic, String name) throws Exception {
        return admin.describeConfigs(List.of(resource(topic)))
                .all()
                .get(30, TimeUnit.SECONDS)
                .get(resource(topic))
                .get(name)
                .value();
    }

    private static Map<String, Integer> partitions(Admin admin, List<Topic> topics) throws Exception {
        Map<String, Integer> partitions = new HashMap<>();
        admin.describeTopics(topics.stream().map(Topic::name).toList())
                .allTopicNames()
                .get(30, TimeUnit.SECONDS)
                .forEach(
                        (name, topic) -> partitions.put(name, topic.partitions().size()));
        return partitions;
    }

    @Test
    void a_topic_that_nobody_created_does_not_come_into_being() throws Exception {
        try (Admin admin = admin()) {
            ExecutionException refused =
                    assertThrows(ExecutionException.class, () -> admin.describeTopics(List.of("no.such.topic"))
                            .allTopicNames()
                            .get(30, TimeUnit.SECONDS));
            assertInstanceOf(UnknownTopicOrPartitionException.class, refused.getCause());
        }
    }

    @Test
    void a_frozen_broker_answers_nobody_until_it_goes_on() {
        engines.kafka().pause();
        assertFalse(KafkaEngine.answers(engines.bootstrapServers()));
        engines.kafka().resume();
        // a broker that was away looks at what it owes first: on a busy machine longer than one question waits
        await().atMost(SOON).until(() -> KafkaEngine.answers(engines.bootstrapServers()));
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", engines.bootstrapServers(), "group.id", topic, "enable.auto.commit", false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", engines.bootstrapServers()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
