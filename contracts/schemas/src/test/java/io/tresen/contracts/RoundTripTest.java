package io.tresen.contracts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What any Avro client writes by the schema, our classes read and write again, byte for byte. */
class RoundTripTest {

    static List<String> records() {
        return Released.recordNames();
    }

    @ParameterizedTest
    @MethodSource("records")
    void a_record_with_everything_in_it(String name) throws IOException {
        SpecificRecord record = roundTrip(Released.today(name), true);
        record.getSchema()
                .getFields()
                .forEach(field -> assertNotNull(record.get(field.pos()), name + "." + field.name()));
    }

    @ParameterizedTest
    @MethodSource("records")
    void a_record_without_what_may_be_absent(String name) throws IOException {
        SpecificRecord record = roundTrip(Released.today(name), false);
        record.getSchema()
                .getFields()
                .forEach(field -> assertEquals(
                        field.schema().isNullable(), record.get(field.pos()) == null, name + "." + field.name()));
    }

    private static SpecificRecord roundTrip(Schema schema, boolean optional) throws IOException {
        byte[] foreign = bytes(new GenericDatumWriter<>(schema), Filled.record(schema, optional));
        SpecificRecord record = read(foreign, schema);
        byte[] ours = bytes(new SpecificDatumWriter<>(schema, SpecificData.getForSchema(schema)), record);
        assertArrayEquals(foreign, ours);
        assertEquals(record, read(ours, schema));
        return record;
    }

    private static <T> byte[] bytes(DatumWriter<T> writer, T datum) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        writer.write(datum, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private static SpecificRecord read(byte[] bytes, Schema schema) throws IOException {
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(bytes, null);
        SpecificRecord record = new SpecificDatumReader<SpecificRecord>(
                        schema, schema, SpecificData.getForSchema(schema))
                .read(null, decoder);
        assertTrue(decoder.isEnd(), "bytes are left over");
        return record;
    }
}
