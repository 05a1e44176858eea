package io.tresen.catalog;

import io.tresen.engines.Engines;
import io.tresen.engines.TestTopics;
import io.tresen.messaging.event.SchemaRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Conversions;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Avro records on real topics: published as their owner would, read as any client would. */
final class Records {

    private Records() {}

    static void publish(String topic, UUID key, UUID businessId, long sequence, UUID eventId, SpecificRecord value) {
        TestTopics.produce(topic, key.toString(), encode(value), headers(businessId, sequence, eventId, value));
    }

    /** A record as the topic would give it to a consumer; nobody else has it. */
    static ConsumerRecord<byte[], byte[]> given(
            String topic, UUID key, UUID businessId, long sequence, UUID eventId, SpecificRecord value) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(
                topic, 0, sequence, key.toString().getBytes(StandardCharsets.UTF_8), encode(value));
        headers(businessId, sequence, eventId, value)
                .forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private static Map<String, String> headers(UUID businessId, long sequence, UUID eventId, SpecificRecord value) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", eventId.toString());
        headers.put("ce_type", value.getSchema().getName());
        headers.put("ce_businessid", businessId.toString());
        headers.put("ce_sequence", Long.toString(sequence));
        return headers;
    }

    private static byte[] encode(SpecificRecord record) {
        try {
            int id = new SchemaRegistry(Engines.ofThisJvm().ccompatUrl())
                    .idOf(record.getSchema().getFullName(), record.getSchema().toString())
                    .orElseThrow();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(0);
            out.writeBytes(ByteBuffer.allocate(4).putInt(id).array());
            new SpecificDatumWriter<SpecificRecord>(record.getSchema(), SpecificData.getForSchema(record.getSchema()))
                    .write(record, EncoderFactory.get().directBinaryEncoder(out, null));
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The records of a key on a topic by now, in their order. */
    static List<ConsumerRecord<byte[], byte[]>> of(String topic, UUID key) {
        return TestTopics.all(topic).stream()
                .filter(record -> key.toString().equals(TestTopics.key(record)))
                .toList();
    }

    static String type(ConsumerRecord<byte[], byte[]> record) {
        return TestTopics.header(record, "ce_type");
    }

    static <T extends SpecificRecord> T decode(ConsumerRecord<byte[], byte[]> record, Class<T> type) {
        try {
            var decoder = DecoderFactory.get().binaryDecoder(record.value(), 5, record.value().length - 5, null);
            // its own model: the default one may have found the class by another loader
            SpecificData model = new SpecificData(type.getClassLoader());
            model.addLogicalTypeConversion(new Conversions.UUIDConversion());
            model.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
            return new SpecificDatumReader<T>(model.getSchema(type), model.getSchema(type), model).read(null, decoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
