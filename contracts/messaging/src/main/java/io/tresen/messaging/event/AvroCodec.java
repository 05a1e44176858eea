package io.tresen.messaging.event;

import io.tresen.contracts.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Conversions;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Avro with Confluent's wire format: byte 0, four bytes schema id (big endian), Avro binary. Any language's client reads
 * it. Ids are asked for once and cached, so a registry that is away hurts only schemas not seen before.
 */
@ApplicationScoped
public class AvroCodec {

    private static final int PREFIX = 5;
    private static final String LONGEST = Integer.toString(1 << 20);

    static {
        // a hostile length must not make us allocate; read once by Avro when it is first used
        System.setProperty("org.apache.avro.limits.bytes.maxLength", LONGEST);
        System.setProperty("org.apache.avro.limits.string.maxLength", LONGEST);
        System.setProperty("org.apache.avro.limits.collectionItems.maxLength", "100000");
    }

    /** Finds generated classes where ours are, whatever loads Avro itself. */
    private static final SpecificData MODEL = new SpecificData(Topics.class.getClassLoader());

    static {
        MODEL.addLogicalTypeConversion(new Conversions.UUIDConversion());
        MODEL.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    }

    private final SchemaIds ids;
    private final Map<Integer, Schema> writers = new ConcurrentHashMap<>();

    AvroCodec(SchemaIds ids) {
        this.ids = ids;
    }

    /**
     * Encodes a record for its topic.
     *
     * @throws UncheckedIOException while the registry has not told the id yet
     */
    public byte[] encode(SpecificRecord record) {
        int id = ids.of(record.getSchema());
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        out.write(0);
        out.writeBytes(ByteBuffer.allocate(4).putInt(id).array());
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            new SpecificDatumWriter<SpecificRecord>(record.getSchema(), MODEL).write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Address of the schema that {@link #encode} used. */
    public String address(SpecificRecord record) {
        return ids.registry().address(ids.of(record.getSchema()));
    }

    /**
     * Decodes a value with its writer's schema into this version's class.
     *
     * @throws Unreadable when the bytes are no such record, or a reachable registry does not know the schema id
     * @throws UncheckedIOException when the registry is away and the id is not cached
     */
    public <T extends SpecificRecord> T decode(byte[] bytes, Class<T> type) {
        if (bytes.length < PREFIX || bytes[0] != 0) {
            throw new Unreadable("bad-value", "the value does not begin with byte 0 and a schema id");
        }
        int id = ByteBuffer.wrap(bytes, 1, 4).getInt();
        Schema writer = writers.computeIfAbsent(id, this::fetch);
        Schema reader = MODEL.getSchema(type);
        if (!writer.getFullName().equals(reader.getFullName())) {
            throw new Unreadable(
                    "wrong-schema", "schema " + id + " is " + writer.getFullName() + ", not " + type.getName());
        }
        try {
            var decoder = DecoderFactory.get().binaryDecoder(bytes, PREFIX, bytes.length - PREFIX, null);
            T value = new SpecificDatumReader<T>(writer, reader, MODEL).read(null, decoder);
            if (!decoder.isEnd()) {
                throw new Unreadable("bad-value", "bytes are left over behind the record");
            }
            return value;
        } catch (IOException
                | AvroRuntimeException
                | UnsupportedOperationException
                | IndexOutOfBoundsException
                | IllegalArgumentException
                | NegativeArraySizeException e) {
            throw new Unreadable(
                    "bad-value",
                    "not readable as " + type.getSimpleName() + " ("
                            + e.getClass().getSimpleName() + ")");
        }
    }

    private Schema fetch(int id) {
        try {
            String json = ids.registry()
                    .schema(id)
                    .orElseThrow(() -> new Unreadable("unknown-schema", "the registry does not know schema id " + id));
            return new Schema.Parser().parse(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (AvroRuntimeException e) {
            throw new Unreadable("unknown-schema", "schema id " + id + " is not Avro");
        }
    }
}
