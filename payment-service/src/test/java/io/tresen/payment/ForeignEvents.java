package io.tresen.payment;

import io.tresen.engines.Engines;
import io.tresen.messaging.event.SchemaRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** Encodes events that other services write; the service under test knows only the ids of its own. */
final class ForeignEvents {

    private static final Map<String, Integer> IDS = new ConcurrentHashMap<>();

    private ForeignEvents() {}

    static byte[] encode(SpecificRecord value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0);
        out.writeBytes(ByteBuffer.allocate(4).putInt(id(value)).array());
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            new SpecificDatumWriter<SpecificRecord>(value.getSchema(), SpecificData.getForSchema(value.getSchema()))
                    .write(value, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static int id(SpecificRecord value) {
        String name = value.getSchema().getFullName();
        return IDS.computeIfAbsent(name, n -> {
            try {
                return new SchemaRegistry(Engines.ofThisJvm().ccompatUrl())
                        .idOf(name, value.getSchema().toString())
                        .orElseThrow();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
