package io.tresen.proof.topics;

import io.tresen.messaging.event.SchemaIds;
import io.tresen.messaging.event.SchemaRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/** The wire format, written and read by schema alone as a program in any language would: byte 0, schema id, Avro binary. */
public final class Wire {

    public static final int PREFIX = 5;

    private final SchemaRegistry registry;
    private final Map<Integer, Schema> schemas = new HashMap<>();
    private final Map<String, Integer> ids = new HashMap<>();

    public Wire(String registryUrl) {
        registry = new SchemaRegistry(registryUrl);
    }

    /** The id under which today's schema of a record is registered. */
    public int today(String recordName) {
        return ids.computeIfAbsent(recordName, name -> {
            try {
                return registry.idOf(name, SchemaIds.schemaOf(name).toString()).orElseThrow();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Registers another version of a record. @throws UncheckedIOException also when the registry finds it incompatible */
    public int register(Schema schema) {
        try {
            return registry.register(schema.getFullName(), schema.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the registry knows an id. */
    public boolean knows(int id) {
        try {
            return registry.schema(id).isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The schema that a value was written with. */
    public Schema writer(byte[] value) {
        return schemas.computeIfAbsent(ByteBuffer.wrap(value, 1, 4).getInt(), id -> {
            try {
                return new Schema.Parser().parse(registry.schema(id).orElseThrow());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Reads a value as a program that was built with that version of the schema. */
    public GenericRecord read(byte[] value, Schema reader) {
        try {
            return new GenericDatumReader<GenericRecord>(writer(value), reader)
                    .read(null, DecoderFactory.get().binaryDecoder(value, PREFIX, value.length - PREFIX, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a record with its own schema, under that id. */
    public static byte[] write(int id, GenericRecord record) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0);
        out.writeBytes(ByteBuffer.allocate(4).putInt(id).array());
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
