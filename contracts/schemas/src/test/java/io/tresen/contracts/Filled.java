package io.tresen.contracts;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/** Makes records with a value in every field, by their schema alone. */
final class Filled {

    private int n;
    private final boolean optional;

    private Filled(boolean optional) {
        this.optional = optional;
    }

    /** @param optional true: optional fields have a value; false: they are null */
    static GenericData.Record record(Schema schema, boolean optional) {
        return (GenericData.Record) new Filled(optional).value(schema);
    }

    private Object value(Schema schema) {
        n++;
        return switch (schema.getType()) {
            case RECORD -> {
                GenericData.Record record = new GenericData.Record(schema);
                schema.getFields().forEach(field -> record.put(field.pos(), value(field.schema())));
                yield record;
            }
            case UNION -> optional ? value(schema.getTypes().get(1)) : null;
            case ARRAY ->
                new GenericData.Array<>(
                        schema, List.of(value(schema.getElementType()), value(schema.getElementType())));
            case MAP -> Map.of("Größe", value(schema.getValueType()));
            case ENUM ->
                new GenericData.EnumSymbol(
                        schema,
                        schema.getEnumSymbols().get(schema.getEnumSymbols().size() - 1));
            case STRING -> schema.getLogicalType() == null ? "wörd 🛒 " + n : new UUID(n, n).toString();
            case LONG -> schema.getLogicalType() == null ? (1L << 53) - n : 1_772_000_000_000L + n;
            case INT -> Integer.MAX_VALUE - n;
            case BOOLEAN -> true;
            default -> throw new AssertionError("no filling for " + schema);
        };
    }
}
