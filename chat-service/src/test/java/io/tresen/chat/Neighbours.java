package io.tresen.chat;

import io.tresen.contracts.Topic;
import io.tresen.contracts.Topics;
import io.tresen.contracts.catalog.v1.AvailabilityChanged;
import io.tresen.contracts.catalog.v1.ProductChanged;
import io.tresen.contracts.common.v1.Money;
import io.tresen.contracts.common.v1.ProductKind;
import io.tresen.contracts.common.v1.Visibility;
import io.tresen.engines.TestTopics;
import io.tresen.messaging.Ids;
import io.tresen.messaging.event.AvroCodec;
import io.tresen.messaging.event.SchemaRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The other services, as far as chat hears them: publishes their events as they would, with headers and sequences. */
@ApplicationScoped
public class Neighbours {

    private final AvroCodec codec;
    private final SchemaRegistry registry;
    private final Map<String, Integer> ids = new ConcurrentHashMap<>();
    private final Map<String, Long> sequences = new ConcurrentHashMap<>();

    Neighbours(AvroCodec codec, @ConfigProperty(name = "tresen.registry.url") String registry) {
        this.codec = codec;
        this.registry = new SchemaRegistry(registry);
    }

    /** Publishes the key's next event; answers its headers, with which a redelivery is published. */
    Map<String, String> publish(Topic topic, UUID key, UUID businessId, SpecificRecord value) {
        long sequence = sequences.merge(topic.name() + key, 1L, Long::sum);
        Map<String, String> headers = new HashMap<>();
        headers.put("ce_id", Ids.v7().toString());
        headers.put("ce_type", value.getSchema().getName());
        headers.put("ce_source", "/tresen/" + topic.owner());
        headers.put("ce_businessid", businessId.toString());
        headers.put("ce_sequence", Long.toString(sequence));
        publish(topic, key, value, headers);
        return headers;
    }

    void publish(Topic topic, UUID key, SpecificRecord value, Map<String, String> headers) {
        TestTopics.produce(topic.name(), key.toString(), encode(value), headers);
    }

    /** As the owner would: chat's own codec writes chat's schemas only. */
    private byte[] encode(SpecificRecord value) {
        Schema schema = value.getSchema();
        int id = ids.computeIfAbsent(schema.getFullName(), name -> {
            try {
                return registry.idOf(name, schema.toString()).orElseThrow();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            out.write(0);
            out.write(ByteBuffer.allocate(4).putInt(id).array());
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
            new SpecificDatumWriter<SpecificRecord>(schema, SpecificData.getForSchema(schema)).write(value, encoder);
            encoder.flush();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    UUID product(UUID businessId, String retailerId, String title, long priceMinor) {
        return product(businessId, retailerId, title, priceMinor, ProductKind.GOODS, 1, null);
    }

    UUID product(
            UUID businessId,
            String retailerId,
            String title,
            long priceMinor,
            ProductKind kind,
            long version,
            String category) {
        UUID id = Ids.v5(businessId, retailerId);
        publish(
                Topics.CATALOG_PRODUCT,
                id,
                businessId,
                ProductChanged.newBuilder()
                        .setProductId(id)
                        .setBusinessId(businessId)
                        .setRetailerId(retailerId)
                        .setVersion(version)
                        .setTitle(title)
                        .setDescription("")
                        .setPrice(money(priceMinor))
                        .setCategory(category)
                        .setAttributes(Map.of())
                        .setKind(kind)
                        .setVisibility(Visibility.VISIBLE)
                        .setCounted(true)
                        .setOccurredAt(Instant.now())
                        .build());
        return id;
    }

    /** A product with a picture. */
    void pictured(UUID businessId, String retailerId, String imageUrl) {
        publish(
                Topics.CATALOG_PRODUCT,
                Ids.v5(businessId, retailerId),
                businessId,
                ProductChanged.newBuilder()
                        .setProductId(Ids.v5(businessId, retailerId))
                        .setBusinessId(businessId)
                        .setRetailerId(retailerId)
                        .setVersion(1)
                        .setTitle(retailerId)
                        .setDescription("")
                        .setPrice(money(1))
                        .setAttributes(Map.of())
                        .setKind(ProductKind.GOODS)
                        .setVisibility(Visibility.VISIBLE)
                        .setImageUrl(imageUrl)
                        .setCounted(false)
                        .setOccurredAt(Instant.now())
                        .build());
    }

    void available(UUID businessId, String retailerId, Long available, long version) {
        UUID id = Ids.v5(businessId, retailerId);
        publish(
                Topics.CATALOG_AVAILABILITY,
                id,
                businessId,
                AvailabilityChanged.newBuilder()
                        .setProductId(id)
                        .setBusinessId(businessId)
                        .setRetailerId(retailerId)
                        .setAvailable(available)
                        .setVersion(version)
                        .setOccurredAt(Instant.now())
                        .build());
    }

    static Money money(long minor) {
        return Money.newBuilder().setAmountMinor(minor).setCurrency("EUR").build();
    }

    /** What chat published of a type under a key. */
    <T extends SpecificRecord> List<T> heard(Topic topic, UUID key, Class<T> type) {
        return TestTopics.all(topic.name()).stream()
                .filter(record -> key.toString().equals(TestTopics.key(record)))
                .filter(record -> type.getSimpleName().equals(TestTopics.header(record, "ce_type")))
                .map(ConsumerRecord::value)
                .map(value -> codec.decode(value, type))
                .toList();
    }
}
