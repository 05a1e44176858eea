package io.tresen.messaging.outbox;

import io.tresen.messaging.event.KafkaConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** One idempotent producer per replica; opened when first needed, so that a service starts while Kafka is away. */
@ApplicationScoped
class OutboxProducer {

    /** How long an event may be on its way before it counts as not taken. */
    static final int DELIVERY_MS = 10_000;

    /** How long a call waits for a topic's metadata or for room in the buffer. */
    static final int BLOCK_MS = 3_000;

    private final Map<String, Object> settings;
    private Producer<byte[], byte[]> producer;

    OutboxProducer(KafkaConnection connection) {
        settings = new HashMap<>(connection.settings());
        settings.putAll(Map.ofEntries(
                Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
                Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MS),
                Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000),
                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MS),
                // as long as handing a turn's events over takes, so that they are one request and, for who reads, one
                // poll
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, 1),
                Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none"),
                Map.entry(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class),
                Map.entry(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class)));
    }

    synchronized Producer<byte[], byte[]> get() {
        if (producer == null) {
            producer = new KafkaProducer<>(settings);
        }
        return producer;
    }

    /** After a fatal error the next turn gets a fresh one; nothing happens when another worker has seen to it. */
    synchronized void renew(Producer<byte[], byte[]> failed) {
        if (producer == failed) {
            close();
        }
    }

    synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(2));
            producer = null;
        }
    }
}
