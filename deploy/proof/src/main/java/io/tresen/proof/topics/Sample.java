package io.tresen.proof.topics;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** A record with something in every field, by its schema alone; what it says makes no sense. */
public final class Sample {

    private static final long A_TIME = 1_772_000_000_000L;

    private Sample() {}

    public static GenericRecord of(Schema schema) {
        return (GenericRecord) value(schema);
    }

    private static Object value(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> {
                GenericData.Record record = new GenericData.Record(schema);
                schema.getFields().forEach(field -> record.put(field.pos(), value(field.schema())));
                yield record;
            }
            case UNION -> value(schema.getTypes().get(schema.getTypes().size() - 1));
            case ARRAY -> new GenericData.Array<>(schema, List.of(value(schema.getElementType())));
            case MAP -> Map.of("one", value(schema.getValueType()));
            case ENUM ->
                new GenericData.EnumSymbol(schema, schema.getEnumSymbols().get(0));
            case STRING ->
                schema.getLogicalType() == null ? "sample" : UUID.randomUUID().toString();
            case LONG -> schema.getLogicalType() == null ? 1L : A_TIME;
            case INT -> 1;
            case BOOLEAN -> true;
            case BYTES -> java.nio.ByteBuffer.wrap(new byte[] {1, 2, 3});
            default -> throw new IllegalArgumentException("no sample of " + schema);
        };
    }
}
