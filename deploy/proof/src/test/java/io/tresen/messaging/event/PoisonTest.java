package io.tresen.messaging.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tresen.contracts.Topic;
import io.tresen.contracts.Topics;
import io.tresen.engines.Engines;
import io.tresen.messaging.deploy.SchemaRegistration;
import io.tresen.proof.topics.Poison;
import io.tresen.proof.topics.TopicBytes;
import io.tresen.proof.topics.Wire;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each kind of poison of each event has the fault that it says, to the platform's own reader of headers and values. */
class PoisonTest {

    /** What a broker takes, less what a batch of one record has beside it. */
    private static final int LARGEST = 1_048_588 - 150;

    private static Wire wire;
    private static AvroCodec codec;

    @BeforeAll
    static void aRegistry() throws IOException {
        Engines engines = Engines.ofThisJvm();
        engines.registry().start();
        SchemaRegistration.registerAll(engines.ccompatUrl());
        wire = new Wire(engines.ccompatUrl());
        codec = new AvroCodec(new SchemaIds(engines.ccompatUrl(), "order"));
    }

    @ParameterizedTest
    @EnumSource
    void its_fault_is_the_one_that_it_says(Poison poison) {
        for (Topic topic : Topics.all()) {
            for (String name : topic.recordNames()) {
                ProducerRecord<byte[], byte[]> record = poison.of(topic, name, wire);
                assertEquals(poison.reason(), fault(record, name), name);
                assertTrue(size(record) < LARGEST, name);
            }
        }
    }

    @Test
    void what_is_too_large_a_broker_refuses_that_takes_the_largest_poison_and_refuses_no_key_where_it_compacts()
            throws ExecutionException, InterruptedException {
        String bootstrap = Engines.ofThisJvm().bootstrapServers();
        NewTopic plain = new NewTopic("poison-test", 1, (short) 1);
        NewTopic compacted = new NewTopic("poison-test-compacted", 1, (short) 1);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(List.of(plain, compacted.configs(Map.of("cleanup.policy", "compact"))))
                    .all()
                    .get();
        }
        Topic topic = Topics.ORDER_ORDER;
        String name = topic.recordNames().get(0);
        try (TopicBytes topics = new TopicBytes(bootstrap)) {
            assertTrue(topics.refused(to(plain, Poison.tooLarge(topic, name, wire))));
            assertFalse(topics.refused(to(plain, Poison.OVERSIZE.of(topic, name, wire))));
            assertTrue(topics.refused(to(compacted, Poison.NULL_KEY.of(topic, name, wire))));
            assertFalse(topics.refused(to(plain, Poison.NULL_KEY.of(topic, name, wire))));
        }
    }

    private static ProducerRecord<byte[], byte[]> to(NewTopic topic, ProducerRecord<byte[], byte[]> record) {
        return new ProducerRecord<>(topic.name(), null, record.key(), record.value(), record.headers());
    }

    /** As a consumer finds it that reads this type; null for none. */
    private static String fault(ProducerRecord<byte[], byte[]> record, String name) {
        Raw raw = new Raw(
                record.topic(),
                0,
                0,
                record.key(),
                record.value(),
                List.of(record.headers().toArray()));
        try {
            Event event = Headers.read(raw);
            if (event.type().equals(name.substring(name.lastIndexOf('.') + 1))) {
                if (raw.value() == null) {
                    return "no-value";
                }
                codec.decode(raw.value(), type(name));
            }
            return null;
        } catch (RecordFault fault) {
            return fault.reason();
        }
    }

    private static Class<? extends SpecificRecord> type(String name) {
        try {
            return Class.forName(name).asSubclass(SpecificRecord.class);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static long size(ProducerRecord<byte[], byte[]> record) {
        long size = length(record.key()) + length(record.value());
        for (Header header : record.headers()) {
            size += header.key().length() + length(header.value());
        }
        return size;
    }

    private static long length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
